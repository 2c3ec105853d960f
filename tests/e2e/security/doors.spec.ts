import type { APIResponse } from '@playwright/test';
import { Account, forEach } from '../support/account.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { resetSite, siteDigest } from '../support/environment.ts';
import { call, endpoints, isForDolibarr } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

/** A page of somebody else's, from which a browser sends what it is told to. */
const elsewhere = 'https://evil.example';

/** One more way in which WordPress takes a request of the REST API. */
interface Door {
  name: string;
  /** Which methods can be asked for in this way. */
  methods: RegExp;
  /** What is sent: method, address with a query, and headers. */
  ask(method: string, path: string, query: string): { method: string; url: string; headers?: Record<string, string> };
}

const rest = (path: string, query: string) => `/wp-json${path}?${query}`;
const doors: Door[] = [
  { name: 'rest_route', methods: /./, ask: (method, path, query) => ({ method, url: `/index.php?rest_route=${path}&${query}` }) },
  { name: 'capital letters', methods: /./, ask: (method, path, query) => ({ method, url: rest(path.toUpperCase(), query) }) },
  { name: 'override header', methods: /./, ask: (method, path, query) => ({ method: 'POST', url: rest(path, query), headers: { 'X-HTTP-Method-Override': method } }) },
  { name: '_method', methods: /./, ask: (method, path, query) => ({ method: 'POST', url: rest(path, `${query}&_method=${method}`) }) },
  { name: 'a page elsewhere', methods: /./, ask: (method, path, query) => ({ method, url: rest(path, query), headers: { Origin: elsewhere, Referer: `${elsewhere}/` } }) },
  { name: 'HEAD', methods: /^GET$/, ask: (_, path, query) => ({ method: 'HEAD', url: rest(path, query) }) },
  { name: '_jsonp', methods: /^GET$/, ask: (method, path, query) => ({ method, url: rest(path, `${query}&_jsonp=take`) }) },
  { name: '_envelope', methods: /./, ask: (method, path, query) => ({ method, url: rest(path, `${query}&_envelope=1&_embed=1&_fields=code,message,data,status,body`) }) },
];

/** Whether the answer says no, however the way in packs its answers. */
async function isRefused(door: Door, answer: APIResponse): Promise<boolean> {
  if (door.name === 'HEAD') return [401, 403].includes(answer.status());
  const text = await answer.text();
  const isSaid = /"code":"(dolisync_logged_out|dolisync_not_allowed|rest_cookie_invalid_nonce)"/.test(text);
  return isSaid && ([401, 403].includes(answer.status()) || (door.name === '_envelope' && /"status":40[13]\b/.test(text)));
}

/** Values as the fields of a form, in PHP's names: `revisions[wpshop]`. */
function inForm(value: unknown, name = ''): [string, string][] {
  if (value === null || typeof value !== 'object') return [[name, value === false ? '0' : String(value)]];
  return Object.entries(value).flatMap(([key, one]) => inForm(one, name === '' ? key : `${name}[${key}]`));
}

test('every route by every other way in that WordPress has', async () => {
  await dolibarr.reset();
  resetSite();
  const accounts = await Promise.all([null, 'subscriber', 'editor', 'admin'].map((name) => Account.of(name)));
  const administrator = accounts[3]!;
  const all = (await endpoints(administrator)).filter(({ route }) => !isForDolibarr(route));
  const asked = accounts.flatMap((account) =>
    all.flatMap((endpoint) =>
      doors
        .filter(({ methods }) => methods.test(endpoint.method))
        .flatMap((door) =>
          // An administrator's browser has the cookie, and a page elsewhere has no nonce.
          (account === administrator ? ['', account.staleNonce] : [account.nonce]).map((nonce) => ({ account, endpoint, door, nonce })),
        ),
    ),
  );
  await dolibarr.forgetCalls();
  const before = siteDigest();
  const letThrough: string[] = [];
  await forEach(asked, async ({ account, endpoint, door, nonce }) => {
    const { route, body } = call(endpoint, 51);
    const [path, query] = route.split('?');
    const { method, url, headers } = door.ask(endpoint.method, `/dolisync/v1/${path}`, query ?? '');
    const answer = await account.http.fetch(url, {
      method,
      headers: { ...headers, ...(nonce === '' ? {} : { 'X-WP-Nonce': nonce }) },
      ...(body === undefined ? {} : { data: body }),
      maxRedirects: 0,
    });
    if (!(await isRefused(door, answer))) letThrough.push(`${account.name} ${door.name} ${endpoint.method} ${path}: ${answer.status()} ${(await answer.text()).slice(0, 200)}`);
  });
  expect(letThrough).toEqual([]);
  expect(siteDigest()).toBe(before);
  expect(await dolibarr.calls()).toEqual([]);
  tried('the same by rest_route, other methods in a header or in the address, _jsonp, _envelope, HEAD, from a page elsewhere: refused', asked.length);

  // Otherwise all this would find nothing anywhere.
  const open = await administrator.http.get('/wp-json/dolisync/v1/queue?_envelope=1', { headers: { 'X-WP-Nonce': administrator.nonce } });
  expect(((await open.json()) as { status: number }).status).toBe(200);

  // Many requests in one: none of ours is among those that WordPress takes so.
  const writing = all.filter(({ method }) => method !== 'GET');
  let batched = 0;
  for (const account of accounts) {
    for (const endpoint of writing) {
      const { method, route, body } = call(endpoint, 51);
      const answer = await account.http.post('/wp-json/batch/v1', {
        headers: account.nonce === '' ? {} : { 'X-WP-Nonce': account.nonce },
        data: { requests: [{ method, path: `/dolisync/v1/${route}`, body: body ?? {} }] },
      });
      const { responses } = (await answer.json()) as { responses?: { status: number }[] };
      expect((responses?.[0]?.status ?? answer.status()) >= 400, `${account.name} ${method} ${route}: ${await answer.text()}`).toBe(true);
      batched++;
    }
  }
  expect(siteDigest()).toBe(before);
  expect(await dolibarr.calls()).toEqual([]);
  tried('writing routes in a batch (/batch/v1), by everybody: not taken', batched);

  // What a form elsewhere can send with an administrator's cookies: three types of bodies, and no header.
  let forms = 0;
  for (const endpoint of writing.filter(({ method }) => method === 'POST')) {
    const { route, body } = call(endpoint, 51);
    const fields = Object.fromEntries(inForm(body));
    for (const sent of [{ form: fields }, { multipart: fields }, { data: JSON.stringify(body), headers: { 'Content-Type': 'text/plain' } }]) {
      const answer = await administrator.http.post(`/wp-json/dolisync/v1/${route}`, { ...sent, headers: { ...sent.headers, Origin: elsewhere } });
      // A text is no JSON: what a route needs is missing in it.
      expect('data' in sent ? [400, 401, 403] : [401, 403], `${route} ${Object.keys(sent)}: ${await answer.text()}`).toContain(answer.status());
      forms++;
    }
  }
  // Nor can it have a nonce: only WordPress's own pages may read the answer.
  const nonce = await administrator.http.get('/wp-admin/admin-ajax.php?action=rest-nonce', { headers: { Origin: elsewhere } });
  expect(nonce.headers()['access-control-allow-origin']).toBeUndefined();
  expect(siteDigest()).toBe(before);
  tried('forms of another site, with an administrator’s cookies: refused', forms + 1);
  await Promise.all(accounts.map((account) => account.close()));
});

test('an application password opens what its user may use, and nothing else', async () => {
  await dolibarr.reset();
  resetSite();
  const administrator = await Account.of('admin');
  const all = (await endpoints(administrator)).filter(({ route }) => !isForDolibarr(route));
  await administrator.close();
  let count = 0;
  for (const name of ['subscriber', 'editor', 'admin']) {
    const account = await Account.of(name);
    const headers = { 'X-WP-Nonce': account.nonce };
    const made = await account.http.post('/wp-json/wp/v2/users/me/application-passwords', { headers, data: { name: `campaign ${Date.now()}` } });
    const { uuid, password } = (await made.json()) as { uuid: string; password: string };
    expect(password).toMatch(/\S/);
    const nobody = await Account.of(null);
    const as = (secret: string) => ({ Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` });
    // That it was used is noted with its user, once.
    expect((await nobody.http.get('/wp-json/wp/v2/users/me', { headers: as(password) })).status()).toBe(200);
    for (const [secret, mayUseIt] of [[password, name === 'admin'], ['wrong password', false]] as [string, boolean][]) {
      const before = siteDigest();
      await forEach(all, async (endpoint) => {
        const { method, route, body } = call(endpoint, mayUseIt ? 999_999_999 : 51);
        const answer = await nobody.http.fetch(`/wp-json/dolisync/v1/${route}`, { method, headers: as(secret), ...(body === undefined ? {} : { data: body }) });
        expect([401, 403].includes(answer.status()), `${name} ${method} ${route}: ${answer.status()}`).toBe(!mayUseIt);
        count++;
      });
      if (!mayUseIt) expect(siteDigest()).toBe(before);
    }
    await account.http.delete(`/wp-json/wp/v2/users/me/application-passwords/${uuid}`, { headers });
    await Promise.all([nobody.close(), account.close()]);
  }
  tried('requests with application passwords of a subscriber, an editor and an administrator, and with wrong ones', count);
});
