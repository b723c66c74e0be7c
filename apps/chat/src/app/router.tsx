import { apps } from "@flywheel/vocabulary/apps";
import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { ChatPage } from "./chat-page.tsx";

/** One page stands over both addresses, so that a conversation that gets its address is not built anew. */
const root = createRootRoute({ component: ChatPage });
const fresh = createRoute({ getParentRoute: () => root, path: "/" });
const conversation = createRoute({ getParentRoute: () => root, path: "/$conversationId" });

export const router = createRouter({
  routeTree: root.addChildren([fresh, conversation]),
  basepath: apps.chat.path,
  trailingSlash: "preserve",
});

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router;
  }
}
