import { request, type APIRequestContext, type APIResponse } from '@playwright/test';
import { password, site } from './environment.ts';

/** A request's method, its address below the REST API's root, and what it carries. */
export interface Asking {
  method: string;
  route: string;
  body?: unknown;
  nonce?: string | undefined;
}

/** How late an answer is, is measured, not tested: a server that has much to do still answers. */
const patience = 120_000;

/** Somebody who talks to WordPress without a browser: logged in, or anybody. */
export class Account {
  private constructor(
    readonly name: string,
    readonly http: APIRequestContext,
    /** That of this session; empty for anybody. */
    readonly nonce: string,
    /** That of an earlier session of the same person, which has ended. */
    readonly staleNonce: string,
  ) {}

  /** @param name the login, or null for anybody */
  static async of(name: string | null): Promise<Account> {
    if (name === null) return new Account('anonymous', await request.newContext({ baseURL: site, timeout: patience }), '', '');
    const before = await Account.session(name);
    const staleNonce = await Account.nonceOf(before);
    await before.get('/wp-login.php?action=logout');
    await before.dispose();
    const http = await Account.session(name);
    return new Account(name, http, await Account.nonceOf(http), staleNonce);
  }

  private static async session(login: string): Promise<APIRequestContext> {
    const http = await request.newContext({ baseURL: site, timeout: patience });
    await http.get('/wp-login.php');
    const answer = await http.post('/wp-login.php', { form: { log: login, pwd: password, testcookie: '1' }, maxRedirects: 0 });
    if (answer.status() !== 302) throw new Error(`${login} cannot log in: ${answer.status()}`);
    return http;
  }

  private static async nonceOf(http: APIRequestContext): Promise<string> {
    return (await http.get('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
  }

  /** Asks DoliSync's REST API. */
  async ask({ method, route, body, nonce = this.nonce }: Asking): Promise<APIResponse> {
    return this.http.fetch(`/wp-json/dolisync/v1/${route}`, {
      method,
      headers: nonce === '' ? {} : { 'X-WP-Nonce': nonce },
      ...(body === undefined ? {} : { data: body }),
      maxRedirects: 0,
    });
  }

  async close(): Promise<void> {
    await this.http.dispose();
  }
}

/** Does this for each item, four at a time: as many as the server works on at once. */
export async function forEach<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all([work(), work(), work(), work()]);
}
