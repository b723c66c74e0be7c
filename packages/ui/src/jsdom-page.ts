/**
 * What our components and Mantine ask of a page and jsdom does not have: nothing is laid out there, so nothing comes into
 * view. For tests of components; a browser needs none of it.
 */
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
  window.IntersectionObserver = class {
    readonly root = null;
    readonly rootMargin = "";
    readonly scrollMargin = "";
    readonly thresholds = [];
    observe() {}
    unobserve() {}
    disconnect() {}
    takeRecords = () => [];
  };
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
}
