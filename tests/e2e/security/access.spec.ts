import { Account, forEach } from '../support/account.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { resetSite, siteDigest } from '../support/environment.ts';
import { call, endpoints, isForDolibarr, withId } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

const roles = [null, 'subscriber', 'editor', 'shop_manager', 'admin'];
const mayUseIt = ['shop_manager', 'admin'];

test('every route, by everybody, with every nonce', async () => {
  await dolibarr.reset();
  resetSite();
  const administrator = await Account.of('admin');
  const all = await endpoints(administrator);
  expect(all.length).toBeGreaterThan(30);
  const accounts = await Promise.all(roles.map((role) => Account.of(role)));
  // Ids that are there: the demo's first product, so that a request that is let through would do something.
  const ours = all.filter(({ route }) => !isForDolibarr(route));
  const refused = accounts.flatMap((account) =>
    ours.flatMap((endpoint) =>
      [undefined, '', account.staleNonce, 'f0f0f0f0f0']
        .filter((nonce) => nonce !== undefined || !mayUseIt.includes(account.name))
        .map((nonce) => ({ account, nonce, ...call(endpoint, 51) })),
    ),
  );
  await dolibarr.forgetCalls();
  const before = siteDigest();
  const letThrough: string[] = [];
  await forEach(refused, async ({ account, method, route, body, nonce }) => {
    const answer = await account.ask({ method, route, body, nonce });
    const { code, message } = (await answer.json()) as { code?: string; message?: string };
    if (![401, 403].includes(answer.status()) || !code || !message) {
      letThrough.push(`${account.name} ${method} ${route} nonce ${nonce ?? 'good'}: ${answer.status()} ${code}`);
    }
  });
  expect(letThrough).toEqual([]);
  expect(siteDigest()).toBe(before);
  expect(await dolibarr.calls()).toEqual([]);
  tried('requests without the right or without a good nonce: 401 or 403, nothing written, Dolibarr not asked', refused.length);

  // Those who may: let in, whatever the route then says of an id that is not there.
  const allowed = accounts
    .filter(({ name }) => mayUseIt.includes(name))
    .flatMap((account) => ours.map((endpoint) => ({ account, ...call(endpoint, 999_999_999) })));
  const keptOut: string[] = [];
  await forEach(allowed, async ({ account, method, route, body }) => {
    const answer = await account.ask({ method, route, body });
    if ([401, 403].includes(answer.status()) || answer.status() >= 500) {
      keptOut.push(`${account.name} ${method} ${route}: ${answer.status()} ${(await answer.text()).slice(0, 200)}`);
    }
  });
  expect(keptOut).toEqual([]);
  tried('requests of an administrator and a shop manager: let in', allowed.length);
  await Promise.all([administrator, ...accounts].map((account) => account.close()));
});

test('ids of other things are no products', async () => {
  await dolibarr.reset();
  resetSite();
  const administrator = await Account.of('admin');
  const page = await administrator.http.post('/wp-json/wp/v2/pages', {
    headers: { 'X-WP-Nonce': administrator.nonce },
    data: { title: 'A page', status: 'draft' },
  });
  const { id } = (await page.json()) as { id: number };
  const ofProducts = (await endpoints(administrator)).filter(({ route }) => /^products\/\(/.test(route));
  const others = [id, 1, 0, 2_147_483_648, '9999999999999999999999'];
  const cases = ofProducts.flatMap(({ method, route }) => others.map((other) => ({ method, route: withId(route, other) })));
  await dolibarr.forgetCalls();
  const before = siteDigest();
  const wrong: string[] = [];
  await forEach(cases, async ({ method, route }) => {
    const body = { dolibarr_id: 62, revisions: { wpshop: 'x', dolibarr: 'y' }, choice: {}, confirmed: true };
    const answer = await administrator.ask({ method, route, ...(method === 'GET' ? {} : { body }) });
    if (![400, 404, 409].includes(answer.status())) wrong.push(`${method} ${route}: ${answer.status()} ${(await answer.text()).slice(0, 200)}`);
  });
  expect(wrong).toEqual([]);
  expect(siteDigest()).toBe(before);
  expect(await dolibarr.writes()).toEqual([]);
  tried('ids of pages and of nothing in the routes of products: refused, nothing written', cases.length);
  await administrator.close();
});
