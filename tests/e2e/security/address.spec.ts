import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Account } from '../support/account.ts';
import { apiKey, dolibarr } from '../support/dolibarr.ts';
import { dolibarrAddress, resetSite } from '../support/environment.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

/** How a server answers: by itself, or a request that only reads as Dolibarr does. */
interface Manners {
  status: number;
  location?: string;
  body?: string;
  reads?: 'as Dolibarr';
}

/** A server that somebody would like to have asked, or given the key: it notes what it hears. */
class Listener {
  readonly heard: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(answer: Manners): Promise<Listener> {
    const server = createServer(async (request, response) => {
      listener.heard.push(`${request.method} ${request.url} ${request.headers['dolapikey'] ?? '-'}`);
      if (answer.reads && request.method === 'GET') {
        const read = await fetch(`${dolibarrAddress}${request.url}`, { headers: { DOLAPIKEY: apiKey } });
        response.writeHead(read.status, { 'Content-Type': 'application/json' });
        response.end(await read.text());
        return;
      }
      response.writeHead(answer.status, answer.location === undefined ? {} : { Location: answer.location });
      response.end(answer.body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const listener: Listener = new Listener(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return listener;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

test('the address of Dolibarr leads nowhere else, and the stored key stays with the stored address', async () => {
  await dolibarr.reset();
  resetSite();
  const administrator = await Account.of('admin');
  const inside = await Listener.start({ status: 200, body: '{"success":{"code":200,"dolibarr_version":"16.0.3"}}' });
  const redirecting = await Listener.start({ status: 302, location: `${inside.address}/api/index.php/status` });
  const probe = async (body: Record<string, string>, route = 'settings/test') => {
    const answer = await administrator.ask({ method: 'POST', route, body });
    return { status: answer.status(), text: await answer.text() };
  };

  const schemes = [
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'ftp://127.0.0.1/',
    'php://filter/resource=wp-config.php',
    'data:text/plain,x',
    'javascript:alert(1)',
    'dict://127.0.0.1:11211/stats',
    '//127.0.0.1',
    'http://',
    'http://user:secret@127.0.0.1:1',
    `http://admin@${new URL(inside.address).host}`,
    `${inside.address}/?x=`,
    `${inside.address}#x`,
    `${inside.address}\r\nX: y`,
    `${inside.address}\\@example.com`,
    'http://[::1',
    'http://[::1%25lo]:80',
    'http://127.0.0.1:99999',
    'http://127.0.0.1:80:80',
    `http://127.0.0.1%2f.example.com:${new URL(inside.address).port}`,
    `http://１２７.0.0.1:${new URL(inside.address).port}`,
    `http://ⓛocalhost:${new URL(inside.address).port}`,
    `jar:${inside.address}!/`,
  ];
  for (const url of schemes) {
    for (const route of ['settings/test', 'settings']) {
      const { status, text } = await probe({ url, key: 'another-key' }, route);
      expect(status, `${url}: ${text}`).toBe(400);
    }
  }
  expect(inside.heard).toEqual([]);
  tried('addresses of another scheme, with credentials, a query or a line break: refused, nobody asked', schemes.length * 2);

  // By its other names this machine may not be asked: wp-config.php of the tests allows two (WP_HTTP_BLOCK_EXTERNAL).
  const { port } = new URL(inside.address);
  const names = ['127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', '[::1]', '[::ffff:127.0.0.1]', 'localhost.', '127.0.0.1.nip.io'];
  for (const name of names) {
    const { status, text } = await probe({ url: `http://${name}:${port}`, key: 'another-key' });
    expect(status, text).toBeGreaterThanOrEqual(400);
  }
  expect(inside.heard).toEqual([]);
  tried('other names of the same machine (short, decimal, octal, IPv6 …) that WP_ACCESSIBLE_HOSTS does not allow: not asked', names.length);

  // Of what a server says that is no Dolibarr, nobody learns anything.
  const told = 'told-to-nobody';
  const talkative = [
    { status: 200, body: told },
    { status: 200, body: `{"x":"${told}"}` },
    { status: 200, body: `{"success":{"code":200,"dolibarr_version":["${told}"]}}` },
    { status: 401, body: `{"error":{"code":401,"message":"${told}"}}` },
    { status: 403, body: told },
    { status: 404, body: `{"error":{"code":404,"message":"Not Found: ${told}"}}` },
    { status: 500, body: `{"error":{"code":500,"message":"${told}"}}` },
    { status: 503, body: told },
    { status: 302, location: `http://127.0.0.1:9/${told}` },
  ];
  for (const manners of talkative) {
    const listener = await Listener.start(manners);
    const { status, text } = await probe({ url: listener.address, key: 'another-key' });
    expect(status, text).toBeGreaterThanOrEqual(400);
    expect(listener.heard.length).toBeGreaterThan(0);
    expect(text).not.toContain(told);
    await listener.stop();
  }
  tried('answers of servers that are no Dolibarr: nothing of them is shown', talkative.length);

  const redirected = await probe({ url: redirecting.address, key: 'another-key' });
  expect(redirected.status).toBeGreaterThanOrEqual(400);
  expect(redirecting.heard.length).toBeGreaterThan(0);
  // One that leads to no API is looked into more closely, without the key.
  const lost = await Listener.start({ status: 302, location: `${inside.address}/login` });
  expect((await probe({ url: `${lost.address}/a/b`, key: 'another-key' })).status).toBeGreaterThanOrEqual(400);
  expect(lost.heard.length).toBeGreaterThan(1);
  expect(lost.heard.filter((call) => !call.endsWith(' -'))).toHaveLength(1);
  let count = redirecting.heard.length + lost.heard.length;
  await lost.stop();
  // A server that was Dolibarr's up to now, and sends what is written on to another one, with the key and the record.
  for (const status of [301, 302, 303, 307, 308]) {
    const turned = await Listener.start({ status, location: `${inside.address}/api/index.php/products`, reads: 'as Dolibarr' });
    expect((await probe({ url: turned.address, key: 'another-key' }, 'settings')).status).toBe(200);
    const created = await administrator.ask({ method: 'POST', route: 'products/62/create', body: { confirmed: true } });
    expect(created.status(), await created.text()).toBeGreaterThanOrEqual(400);
    const written = turned.heard.filter((call) => !call.startsWith('GET'));
    expect(written.length, turned.heard.join('\n')).toBeGreaterThan(0);
    count += written.length;
    await turned.stop();
  }
  expect(inside.heard).toEqual([]);
  resetSite();
  tried('redirects to another server, of what is read and of what is written (301, 302, 303, 307, 308): not followed', count);

  // The stored key goes to the stored address only: who may change the address must not learn the key by it.
  for (const route of ['settings/test', 'settings']) {
    const { status, text } = await probe({ url: inside.address }, route);
    expect(status, text).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: 'dolisync_key_needed', message: /\S/ });
  }
  expect(inside.heard.join('\n')).not.toContain(apiKey);
  expect((await probe({ url: `${dolibarrAddress}/api/index.php/` })).status).toBe(200);
  expect((await probe({ url: inside.address, key: 'another-key' })).text).not.toContain(apiKey);
  expect(inside.heard.join('\n')).toContain('another-key');
  tried('another server as the address, without the key entered again: refused, the key not sent', 2);

  await Promise.all([inside.stop(), redirecting.stop(), administrator.close()]);
});
