import { EmptyState, Page } from "@flywheel/ui";
import { apps } from "@flywheel/vocabulary/apps";
import { createRootRoute, createRoute, createRouter, Link, useNavigate } from "@tanstack/react-router";
import { StudioPage } from "./studio-page.tsx";

const root = createRootRoute();

type Search = { readonly picture?: string | undefined };

const readSearch = ({ picture }: Record<string, unknown>): Search => (typeof picture === "string" ? { picture } : {});

/** The open picture is part of the address: the browser's Back closes it, and a reload finds it again. */
const studio = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readSearch,
  component: StudioRoute,
});

function StudioRoute() {
  const picture = studio.useSearch({ select: (search: Search) => search.picture ?? null });
  const navigate = useNavigate({ from: "/" });
  const show = (id: string | undefined, replace: boolean) =>
    void navigate({ search: ({ picture: _, ...rest }: Search) => (id ? { ...rest, picture: id } : rest), replace });
  return <StudioPage openId={picture} onOpen={(id) => show(id, false)} onClose={() => show(undefined, true)} />;
}

function NotFound() {
  return (
    <Page width="text">
      <EmptyState title="There is no such page in the studio" action={<Link to="/">To the studio</Link>} />
    </Page>
  );
}

export const router = createRouter({
  routeTree: root.addChildren([studio]),
  basepath: apps["image-studio"].path,
  trailingSlash: "preserve",
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router;
  }
}
