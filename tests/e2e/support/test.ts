import { test as base, expect } from '@playwright/test';
import { dolibarr } from './dolibarr.ts';
import { resetSite, type SiteOptions } from './environment.ts';
import { logIn, ProductList } from './product_list.ts';
import { words, type Words } from './words.ts';

interface Fixtures {
  /** How the site starts; tests change it with `test.use({ start: … })`. */
  start: SiteOptions;
  words: Words;
  /** The product list of a site just reset, the administrator logged in; not opened yet. */
  list: ProductList;
  /** What the browser's console and page reported as errors; a test that provokes some empties it. */
  pageErrors: string[];
}

/** Every test starts from the seeded site and Dolibarr, and fails on an error in the page. */
export const test = base.extend<Fixtures>({
  start: [{}, { option: true }],
  words: async ({ start }, use) => use(words[start.locale ?? 'en_US']),
  pageErrors: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await use(errors);
    expect(errors).toEqual([]);
  },
  list: async ({ page, start, words, pageErrors }, use) => {
    // Asked for, so that the page is watched from the start.
    void pageErrors;
    await dolibarr.reset();
    resetSite(start);
    await logIn(page);
    await dolibarr.forgetCalls();
    await use(new ProductList(page, words));
  },
});

export { expect };
