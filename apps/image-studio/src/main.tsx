import { startApp } from "@flywheel/host";
import { RouterProvider } from "@tanstack/react-router";
import { router } from "./app/router.tsx";

startApp({ app: "image-studio", element: <RouterProvider router={router} /> });
