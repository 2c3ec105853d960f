import { dolibarr } from '../support/dolibarr.ts';
import { chooseCounterpart, redWithCounterpart } from '../support/journeys.ts';
import { listPath, logIn, ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

/** The key of the demo's Dolibarr. */
const key = /admin-key(?![a-z])/;

test('the API key is in no page and in no answer', async ({ list, page, words }) => {
  const bodies: Promise<[string, string]>[] = [];
  page.on('response', (answer) => {
    const type = answer.headers()['content-type'] ?? '';
    if (!/json|html|javascript/.test(type) || answer.status() >= 300) return;
    // A page that was left before its body arrived has none to look at.
    bodies.push(answer.text().then((text) => [answer.url(), text], () => [answer.url(), '']));
  });
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepDolibarr).click();
  await list.button(words.synchronize).click();
  await expect(list.view('done')).toBeVisible();
  const settings = await list.rest('GET', 'settings');
  expect(settings.status).toBe(200);
  await page.goto(await page.evaluate(() => (window as any).dolisyncBoot.settings_url));
  expect(await page.content()).not.toMatch(key);
  const leaks = (await Promise.all(bodies)).filter(([, text]) => key.test(text)).map(([url]) => url);
  expect(leaks).toEqual([]);
});

test('bad input is a clear error and writes nothing', async ({ list }) => {
  await list.open();
  const id = await list.oneWith('unlinked');
  const many = Array.from({ length: 10_000 }, (_, index) => index + 1).join(',');
  const cases: [string, string, number[], unknown?][] = [
    ['GET', 'products/999999/comparison', [404]],
    ['GET', 'products/status?ids=999999', [400, 404]],
    ['GET', 'products/status?ids=', [400]],
    ['GET', 'products/status?ids=1;DROP', [400]],
    ['GET', `products/status?ids=${many}`, [400]],
    ['GET', `dolibarr/products?search=${'x'.repeat(5_000)}`, [400]],
    ['GET', 'dolibarr/products?page=-1', [400]],
    ['POST', 'products/999999/link', [400, 404], { dolibarr_id: 1, revisions: { wpshop: '', dolibarr: '' }, choice: {} }],
    ['POST', `products/${id}/link`, [400], { dolibarr_id: 'x', revisions: {}, choice: {} }],
    ['POST', `products/${id}/link`, [400], { dolibarr_id: 1, revisions: {}, choice: { price: 'nobody' } }],
    ['POST', `products/${id}/sync`, [400, 409], { revisions: {}, choice: {} }],
    ['DELETE', `products/${id}/link`, [409]],
    ['POST', 'journal/999999/undo', [404]],
  ];
  for (const [method, route, allowed, body] of cases) {
    const answer = await list.rest(method, route, body);
    const name = `${method} ${route.slice(0, 60)}: ${answer.text.slice(0, 200)}`;
    expect(allowed, name).toContain(answer.status);
    expect(answer.body, name).toMatchObject({ code: /\w/, message: /\S/ });
  }
  expect(await dolibarr.writes()).toEqual([]);
});

test('a forged nonce is refused and nothing is written', async ({ list }) => {
  await list.open();
  const id = await list.oneWith('synced');
  const answer = await list.rest('DELETE', `products/${id}/link`, undefined, 'forged');
  expect(answer.status).toBe(403);
  expect((await list.state(id)).status).toBe('synced');
});

test('a user without the capability sees no column and is refused', async ({ list, browser, page, words }) => {
  await list.open();
  const id = await list.oneWith('synced');
  const restRoot = await page.evaluate(() => (window as any).dolisyncBoot.rest_root as string);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(new URL('/wp-login.php', page.url()).href);
  await logIn(other, 'editor');
  await other.goto(new URL(listPath, page.url()).href);
  await expect(new ProductList(other, words).cells).toHaveCount(0);
  const status = await other.evaluate(async (root) => {
    const nonce = await (await fetch('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
    const answer = await fetch(`${root}settings`, { headers: { 'X-WP-Nonce': nonce } });
    return answer.status;
  }, restRoot);
  expect(status).toBe(403);
  await context.close();
  expect((await list.state(id)).status).toBe('synced');
});
