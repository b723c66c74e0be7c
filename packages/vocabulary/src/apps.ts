/**
 * The register of microfrontends. The proxy, the server, the launcher and the app switcher read it;
 * `pnpm gen app NAME` adds a line. Free of zod, so that a page may import it.
 */
export const apps = {
  home: { path: "/", title: "Home", purpose: "What there is, consent and proofs", devPort: 3025, audience: "visitors" },
  "image-studio": {
    path: "/studio",
    title: "Studio",
    purpose: "Turn a sentence into a picture",
    devPort: 3026,
    audience: "visitors",
  },
  chat: { path: "/chat", title: "Chat", purpose: "Talk with open models", devPort: 3027, audience: "visitors" },
  admin: {
    path: "/admin",
    title: "Admin",
    purpose: "Is there demand, and what holds it back",
    devPort: 3028,
    audience: "staff",
  },
} as const satisfies Record<string, AppEntry>;

export type AppEntry = {
  /** Where it lives on the one origin; no trailing slash, `/` for the front page. */
  readonly path: `/${string}`;
  readonly title: string;
  readonly purpose: string;
  /** Port of its own development server behind the proxy. */
  readonly devPort: number;
  readonly audience: "visitors" | "staff";
};

export type AppId = keyof typeof apps;
export const appIds = Object.keys(apps) as [AppId, ...AppId[]];
