import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page, Route } from '@playwright/test';
import { parse } from 'acorn';
import { Dashboard } from '../support/dashboard.ts';
import { listPath } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

const dashboardPath = '/wp-admin/admin.php?page=dolisync-dashboard';
const panels = '**/assets/panel/**';
const wasm = '**/assets/panel/**/*.wasm';
const script = '**/assets/panel/**/panel.js';

/** What keeps the panel from starting, and words of its notice: the cause, and what to do. */
interface Failure {
  cause: string;
  provoke(page: Page): Promise<unknown>;
  says: string[];
}

/** The page with a Content-Security-Policy, as a server or a security plugin sends it. */
const policy = (directives: string) => (page: Page) =>
  page.route(/wp-admin\/(edit|admin)\.php/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': directives } });
  });

const answer = (pattern: string, how: Parameters<Route['fulfill']>[0]) => (page: Page) =>
  page.route(pattern, (route) => route.fulfill(how));

const inline = "'self' 'unsafe-inline'";

const failures: Failure[] = [
  {
    cause: 'a browser without WebAssembly',
    provoke: (page) => page.addInitScript(() => delete (globalThis as any).WebAssembly),
    says: ['WebAssembly turned off', 'use another browser'],
  },
  {
    cause: 'a browser without dialogs',
    provoke: (page) => page.addInitScript(() => delete (globalThis as any).HTMLDialogElement),
    says: ['This browser is too old. Update it, or use another one.'],
  },
  {
    cause: 'a browser that cannot read import()',
    provoke: (page) => page.addInitScript(() => Object.defineProperty(window, 'dolisyncImport', { value: undefined, writable: false })),
    says: ['This browser is too old. Update it, or use another one.'],
  },
  {
    cause: 'the page’s own data are gone',
    provoke: (page) => page.addInitScript(() => Object.defineProperty(window, 'dolisyncBoot', { value: undefined, writable: false })),
    says: ['What the page itself told DoliSync is missing', 'Leave DoliSync’s scripts'],
  },
  {
    cause: 'the script is not there',
    provoke: answer(script, { status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' }),
    says: ['does not give the file', '.js (error 404)', 'Install DoliSync again'],
  },
  {
    cause: 'the wasm is not there',
    provoke: answer(wasm, { status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' }),
    says: ['does not give the file', '_bg.wasm (error 404)', 'Install DoliSync again'],
  },
  {
    cause: 'a web page instead of the wasm',
    provoke: answer(wasm, { status: 200, contentType: 'text/html', body: '<!doctype html><p>Are you a robot?</p>' }),
    says: ['something else instead of the file', '_bg.wasm (text/html)', 'AddType application/wasm .wasm', 'application/wasm wasm;'],
  },
  {
    cause: 'a script with a type that no browser runs',
    provoke: answer(script, { status: 200, contentType: 'text/plain', body: 'export {}' }),
    says: ['something else instead of the file', '.js (text/plain)', 'AddType text/javascript .js'],
  },
  {
    cause: 'a truncated wasm',
    provoke: (page) =>
      page.route(wasm, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.body()).subarray(0, 5000) });
      }),
    says: ['damaged or incomplete', 'Install DoliSync again'],
  },
  {
    cause: 'a truncated script',
    provoke: answer(script, { status: 200, contentType: 'text/javascript', body: 'export default function (' }),
    says: ['damaged or incomplete', 'Install DoliSync again'],
  },
  {
    cause: 'a policy that forbids WebAssembly',
    provoke: policy(`script-src ${inline}`),
    says: ['Content-Security-Policy', "add 'wasm-unsafe-eval' to its script-src"],
  },
  {
    cause: 'a policy that forbids the module',
    provoke: policy("script-src 'unsafe-inline' 'wasm-unsafe-eval' http://127.0.0.1:*/wp-includes/ http://127.0.0.1:*/wp-admin/ http://127.0.0.1:*/wp-content/plugins/dolisync/assets/boot.js"),
    says: ['Content-Security-Policy', "add 'self' to its script-src"],
  },
  {
    cause: 'a policy that forbids to fetch the wasm',
    provoke: policy("connect-src 'none'"),
    says: ['Content-Security-Policy', "add 'self' to its connect-src"],
  },
  {
    cause: 'something blocks the files',
    provoke: (page) => page.route(panels, (route) => (/\.css/.test(route.request().url()) ? route.continue() : route.abort())),
    says: ['an ad blocker', 'Reload the page'],
  },
  {
    cause: 'an error at the start',
    provoke: answer(script, {
      status: 200,
      contentType: 'text/javascript',
      body: 'export default async () => {}; export function start() { throw new TypeError("the moon is full"); }',
    }),
    says: ['The browser says: TypeError: the moon is full', 'send the details below'],
  },
];

const notice = (page: Page) => page.locator('.dolisync-not-started');

test('each cause is named on the list and the dashboard, with what to do, and what PHP printed stays usable', async ({ list, page, words }) => {
  test.setTimeout(300_000);
  await list.open();
  const id = await list.oneWith('synced');
  for (const { cause, provoke, says } of failures) {
    const tab = await page.context().newPage();
    await provoke(tab);
    await tab.goto(listPath);
    await names(tab, cause, says);
    const cell = tab.locator(`[data-dolisync="cell"][data-product="${id}"]`);
    await expect(cell.locator('.dolisync-status__words')).toHaveText(words.synced);
    await expect(cell.getByRole('link')).toHaveAttribute('href', /product\/card\.php/);

    await tab.goto(dashboardPath);
    await names(tab, cause, says);
    const text = tab.locator('#dolisync-dashboard');
    await expect(text.locator('.dolisync-counts a')).toHaveCount(4);
    for (const name of ['Products', 'Journal', 'Waiting', 'Associations', 'Settings']) {
      await expect(text.getByRole('link', { name, exact: true })).toBeVisible();
    }
    await tab.close();
  }
});

async function names(page: Page, cause: string, says: string[]): Promise<void> {
  await expect(notice(page), cause).toHaveCount(1);
  for (const part of ['DoliSync could not start', ...says]) await expect.soft(notice(page), cause).toContainText(part);
  await expect(page.locator('#dolisync-late')).toHaveCount(0);
  await notice(page).locator('summary').click();
  await expect(notice(page).locator('details pre')).toContainText(/^DoliSync .+\nMozilla/);
}

test('the panel starts when the server sends the wasm with a wrong type, and says nothing', async ({ list, page, words }) => {
  for (const type of ['application/octet-stream', 'text/html']) {
    await page.route(wasm, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': type, 'x-content-type-options': 'nosniff' } });
    });
    await list.open();
    await list.press(await list.oneWith('unlinked'));
    await expect(list.search).toBeFocused();
    await list.button(words.close).click();
    const dashboard = new Dashboard(page);
    await dashboard.open();
    await expect(dashboard.card('products')).toBeVisible();
    await expect(page.locator('.notice-error')).toHaveCount(0);
    await page.unrouteAll();
  }
});

test('a report of a policy that only watches is no cause', async ({ list, page }) => {
  await page.route(/wp-admin\/edit\.php/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy-report-only': "script-src 'none'; connect-src 'none'" } });
  });
  await list.open();
  await list.press(await list.oneWith('unlinked'));
  await expect(list.search).toBeFocused();
  await expect(notice(page)).toHaveCount(0);
});

test('where not even the first script arrives, a notice says so after a while; without JavaScript at once', async ({ list, browser, page }) => {
  await list.open();
  await page.route('**/assets/boot.js*', (route) => route.abort());
  await page.goto(listPath);
  const late = page.locator('#dolisync-late');
  await expect(late).toBeHidden();
  // Not waited for: the browser is told that the time has passed.
  await late.evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()));
  await expect(late).toBeVisible();
  await expect(late).toContainText('DoliSync’s script has not arrived');
  await expect(late).toContainText('/assets/boot.js');

  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  for (const path of [listPath, dashboardPath]) {
    await plain.goto(new URL(path, page.url()).href);
    await expect(plain.locator('#dolisync-late')).toBeVisible();
    await expect(plain.locator('#dolisync-late')).toContainText('turn JavaScript on');
  }
  await context.close();
});


test('the first script is read by old browsers', () => {
  const source = readFileSync(fileURLToPath(new URL('../../../wp-plugin/assets/boot.js', import.meta.url)), 'utf8');
  expect(() => parse(source, { ecmaVersion: 5 })).not.toThrow();
});
