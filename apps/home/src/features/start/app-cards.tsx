import { AppIcon } from "@flywheel/host";
import { appIds, apps } from "@flywheel/vocabulary/apps";
import { SimpleGrid, Text, Title } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import classes from "./app-cards.module.css";

const offered = appIds.filter((id) => id !== "home" && apps[id].audience === "visitors");

/** Every app that a visitor can open, as the register lists them. */
export function AppCards() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {offered.map((id) => (
        <li key={id}>
          <a className={classes.card} href={`${apps[id].path}/`}>
            <span className={classes.icon}>
              <AppIcon app={id} size={24} />
            </span>
            <span>
              <Title order={2} fz="h3" component="h2">
                {apps[id].title}
              </Title>
              <Text component="span" c="dimmed">
                {apps[id].purpose}.
              </Text>
            </span>
            <IconArrowRight className={classes.arrow} size={20} stroke={1.7} aria-hidden="true" />
          </a>
        </li>
      ))}
    </SimpleGrid>
  );
}
