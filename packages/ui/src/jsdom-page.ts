/** What Mantine asks of a page and jsdom does not have. For tests of components; a browser needs none of it. */
export function completeJsdom({ prefersDark = false }: { readonly prefersDark?: boolean } = {}): void {
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), {
      matches: query.includes("dark") && prefersDark,
      media: query,
      onchange: null,
      addListener: () => {},
      removeListener: () => {},
    });
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
}
