import { Account, forEach } from '../support/account.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { resetSite, site } from '../support/environment.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';
import { secretOf } from '../support/webhook.ts';

const route = `${site}/wp-json/dolisync/v1/webhook`;
const message = (id: number) => JSON.stringify({ triggercode: 'PRODUCT_MODIFY', object: { id: String(id) } });

async function send(secret: string, body: BodyInit, method = 'POST'): Promise<number> {
  const answer = await fetch(`${route}${secret}`, { method, body: method === 'GET' ? null : body });
  await answer.arrayBuffer();
  return answer.status;
}

test('who does not know the secret is refused; who does cannot flood', async () => {
  await dolibarr.reset();
  resetSite({ automatic: true });
  const administrator = await Account.of('admin');
  const secret = await secretOf(administrator);
  const waiting = async (): Promise<number> => {
    const answer = await administrator.ask({ method: 'GET', route: 'queue' });
    return ((await answer.json()) as { total: number }).total;
  };
  const none = await waiting();
  const wrong = ['', '?secret=', '?secret=x', `?secret=${secret.slice(0, -1)}`, `?secret=${secret}0`, `?secret[]=${secret}`, `?SECRET=${secret}`, `?secret=${secret.toUpperCase()}%00`, `?x=${secret}`];
  for (const one of wrong) expect(await send(one, message(62)), one).toBe(403);
  // In the body it may stand in somebody's log of messages: it counts in the address only.
  expect(await send('', JSON.stringify({ ...JSON.parse(message(62)), secret }))).toBe(403);
  expect(await send('', new URLSearchParams({ secret, triggercode: 'PRODUCT_MODIFY' }))).toBe(403);
  expect(await send(`?secret=${secret}`, message(62), 'GET')).toBe(404);
  expect(await waiting()).toBe(none);
  tried('webhook calls without the right secret: refused, nothing queued', wrong.length + 3);

  const bodies = ['', 'x', '{', '[]', '{"object":{"id":"62"}}', '{"triggercode":"PRODUCT_MODIFY"}', '{"triggercode":["PRODUCT_MODIFY"],"object":{"id":{"x":1}}}', message(-1), message(2 ** 60), `${'['.repeat(100_000)}`, '\u0000'];
  for (const body of bodies) expect(await send(`?secret=${secret}`, body), body.slice(0, 40)).toBe(204);
  expect(await send(`?secret=${secret}`, 'x'.repeat(10 * 1024 * 1024))).toBe(204);
  expect(await send(`?secret=${secret}`, `{"triggercode":"PRODUCT_MODIFY","object":{"id":"62","x":"${'y'.repeat(10 * 1024 * 1024)}"}}`)).toBe(204);
  expect(await waiting()).toBe(none);
  tried('webhook calls with a body that makes no sense, or of 10 MB: answered 204', bodies.length + 2);

  const before = await waiting();
  await forEach(Array.from({ length: 50 }, () => 62), async (id) => expect(await send(`?secret=${secret}`, message(id))).toBe(204));
  expect((await waiting()) - before).toBeLessThanOrEqual(1);
  tried('the same webhook call again: one look waits', 50);

  // At once, of twelve products: as many looks as products, no error.
  const began = performance.now();
  const statuses = await Promise.all(Array.from({ length: 200 }, (_, index) => send(`?secret=${secret}`, message(61 + (index % 12)))));
  const seconds = (performance.now() - began) / 1000;
  expect(statuses.filter((status) => status !== 204)).toEqual([]);
  expect((await waiting()) - before).toBeLessThanOrEqual(12);
  console.log(`200 webhook calls at once: ${seconds.toFixed(1)} s, ${(200 / seconds).toFixed(0)} a second`);
  tried('webhook calls at once: all 204, one look a product', 200);

  // A new address is made: what somebody kept of the old one opens nothing.
  const form = '/wp-admin/admin.php?page=dolisync-settings&tab=messages';
  const [, nonce] = /name="_wpnonce" value="(\w+)"/.exec(await (await administrator.http.get(form)).text())!;
  await administrator.http.post(form, { form: { _wpnonce: nonce!, dolisync_renew_webhook: 'yes', dolisync_confirmed: 'yes' } });
  const renewed = await secretOf(administrator);
  expect(renewed).not.toBe(secret);
  await dolibarr.reset();
  resetSite({ automatic: true });
  for (const id of [61, 62, 63]) expect(await send(`?secret=${secret}`, message(id))).toBe(403);
  expect(await waiting()).toBe(0);
  expect(await send(`?secret=${renewed}`, message(62))).toBe(204);
  expect(await waiting()).toBe(1);
  tried('webhook calls with the secret of before, after a new one was made: refused, nothing queued', 3);
  await administrator.close();
});
