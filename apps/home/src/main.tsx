import { startApp } from "@flywheel/host";
import { Routes } from "./app/routes.tsx";

startApp({ app: "home", element: <Routes /> });
