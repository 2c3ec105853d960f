import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Account } from '../support/account.ts';
import { apiKey, dolibarr } from '../support/dolibarr.ts';
import { dolibarrAddress, resetSite } from '../support/environment.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

/** A server that somebody would like to have asked, or given the key: it notes what it hears. */
class Listener {
  readonly heard: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(answer: { status: number; location?: string; body?: string }): Promise<Listener> {
    const server = createServer((request, response) => {
      listener.heard.push(`${request.method} ${request.url} ${request.headers['dolapikey'] ?? '-'}`);
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
    'http://127.0.0.1:99999',
  ];
  for (const url of schemes) {
    for (const route of ['settings/test', 'settings']) {
      const { status, text } = await probe({ url, key: 'another-key' }, route);
      expect(status, `${url}: ${text}`).toBe(400);
    }
  }
  expect(inside.heard).toEqual([]);
  tried('addresses of another scheme, with credentials, a query or a line break: refused, nobody asked', schemes.length * 2);

  const redirected = await probe({ url: redirecting.address, key: 'another-key' });
  expect(redirected.status).toBeGreaterThanOrEqual(400);
  expect(redirecting.heard.length).toBeGreaterThan(0);
  expect(inside.heard).toEqual([]);
  tried('redirects to another server: not followed', redirecting.heard.length);

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
