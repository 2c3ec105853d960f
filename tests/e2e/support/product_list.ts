import { expect, type Locator, type Page, type Response } from '@playwright/test';
import { password, user } from './environment.ts';
import type { Words } from './words.ts';

export type Status = 'synced' | 'out_of_sync' | 'unlinked' | 'unknown';

/** What the REST API tells about one product of the list, as far as the tests look at it. */
export interface RowState {
  id: number;
  title: string;
  status: Status;
  reason: string | null;
  dolibarr_id: number | null;
}

export const listPath = '/wp-admin/edit.php?post_type=wps-product&orderby=title&order=asc';

/** Whether a URL asks DoliSync's REST API, with or without pretty permalinks. */
export function isOurs(url: string): boolean {
  return decodeURIComponent(url).includes('/dolisync/v1/');
}

export async function logIn(page: Page, login = user): Promise<void> {
  // Without WordPress's own pages: they are not what is tested, and each test begins here.
  const answer = await page.request.post('/wp-login.php', { form: { log: login, pwd: password }, maxRedirects: 0 });
  expect(answer.status()).toBe(302);
}

/** WordPress's product list with DoliSync's column. */
export class ProductList {
  readonly dialog: Locator;
  readonly cells: Locator;

  constructor(
    readonly page: Page,
    readonly words: Words,
  ) {
    this.dialog = page.locator('#dolisync-overlay dialog[open]');
    this.cells = page.locator('[data-dolisync="cell"]');
  }

  /** Opens the list and waits until the statuses were refreshed. */
  async open(path = listPath): Promise<void> {
    // Not what the page asked that is left: it may never be answered to the end.
    const left = Date.now();
    const refreshed = this.page.waitForResponse(
      (answer) => isOurs(answer.url()) && answer.url().includes('products') && answer.request().timing().startTime >= left,
    );
    await this.page.goto(path);
    await (await refreshed).finished();
  }

  row(id: number): Locator {
    return this.page.locator(`[data-dolisync="cell"][data-product="${id}"]`);
  }

  /** The listed products in a state, as the REST API tells them: the page may still be drawing. */
  async idsWith(status: Status, reason?: string): Promise<number[]> {
    const ids = await this.cells.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-product')));
    const { body } = await this.rest('GET', `products/status?ids=${ids.join(',')}`);
    return (body.products as RowState[])
      .filter((row) => row.status === status && (reason === undefined || row.reason === reason))
      .map((row) => row.id);
  }

  /** One product in this state; the seed has at least one of each. */
  async oneWith(status: Status, reason?: string): Promise<number> {
    const [id] = await this.idsWith(status, reason);
    if (id === undefined) throw new Error(`no product is ${status} ${reason ?? ''}`);
    return id;
  }

  /** The row as the REST API tells it. */
  async state(id: number): Promise<RowState> {
    const answer = await this.rest('GET', `products/status?ids=${id}`);
    return answer.body.products[0];
  }

  /** Asks DoliSync's REST API as the page does; `nonce` replaces the page's own. */
  async rest(
    method: string,
    route: string,
    body?: unknown,
    nonce?: string,
  ): Promise<{ status: number; body: any; text: string }> {
    // Printed at the page's end, after the cells.
    await this.page.waitForFunction(() => 'dolisyncBoot' in window);
    return this.page.evaluate(
      async ([method, route, body, nonce]) => {
        const boot = (window as any).dolisyncBoot;
        const path = boot.rest_root.includes('?') ? (route as string).replace('?', '&') : route;
        const answer = await fetch(boot.rest_root + path, {
          method: method as string,
          headers: {
            'X-WP-Nonce': (nonce as string | undefined) ?? boot.nonce,
            'Content-Type': 'application/json',
          },
          body: body === undefined ? null : JSON.stringify(body),
        });
        const text = await answer.text();
        let json: any = null;
        try {
          json = JSON.parse(text);
        } catch {
          // Left to the test: an answer that is no JSON has no body.
        }
        return { status: answer.status, body: json, text };
      },
      [method, route, body, nonce] as const,
    );
  }

  async expectStatus(id: number, status: Status, words: string): Promise<void> {
    const shown = this.row(id).locator('.dolisync-status');
    await expect(shown).toHaveClass(new RegExp(`dolisync-status--${status}\\b`));
    await expect(shown.locator('.dolisync-status__words')).toHaveText(words);
  }

  /** Presses the row's button, which opens the dialog. */
  async press(id: number): Promise<void> {
    await this.row(id).getByRole('button').click();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get search(): Locator {
    return this.dialog.getByRole('combobox');
  }

  get options(): Locator {
    return this.dialog.getByRole('option');
  }

  view(name: 'selection' | 'create' | 'comparison' | 'done' | 'confirm'): Locator {
    return this.dialog.locator(`[data-view="${name}"]`);
  }

  field(key: string): Locator {
    return this.dialog.locator(`[data-field="${key}"]`);
  }

  get error(): Locator {
    return this.dialog.locator('[data-dolisync="error"]');
  }

  /** Chooses the first result that nobody has yet; gives its id in Dolibarr. */
  async chooseFree(): Promise<number> {
    const free = this.dialog.locator('[role="option"]:not([aria-disabled="true"])').first();
    await free.click();
    await expect(free).toHaveAttribute('aria-selected', 'true');
    return Number(await free.getAttribute('data-dolibarr'));
  }
}

/** The requests of a page to DoliSync's REST API, from now on. */
export function watchRequests(page: Page): { method: string; url: string }[] {
  const requests: { method: string; url: string }[] = [];
  page.on('request', (request) => {
    if (isOurs(request.url())) requests.push({ method: request.method(), url: request.url() });
  });
  return requests;
}

/** The next answer of DoliSync's REST API to this method, on a path that contains `part`. */
export function nextAnswer(page: Page, method: string, part: string): Promise<Response> {
  return page.waitForResponse(
    (answer) =>
      isOurs(answer.url()) && answer.request().method() === method && decodeURIComponent(answer.url()).includes(part),
  );
}
