import { startApp } from "@flywheel/host";
import { RouterProvider } from "@tanstack/react-router";
import { router } from "./app/router.tsx";

startApp({ app: "admin", audience: "staff", element: <RouterProvider router={router} /> });
