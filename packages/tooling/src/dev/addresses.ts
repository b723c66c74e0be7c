/** The one origin of development, and the server behind it; both are also in apps/home/microfrontends.json. */
export const proxyPort = 3024;
export const serverPort = 3029;
