// Layered, so that a page's own rules win without being longer than Mantine's.
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@fontsource-variable/inter/wght.css";
import "./global.css";
