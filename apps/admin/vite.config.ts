import { appConfig } from "@flywheel/tooling/vite";

export default appConfig("admin");
