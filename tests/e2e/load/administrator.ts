import type { Account } from '../support/account.ts';
import { listPath, type RowState } from '../support/product_list.ts';
import { pause, type Measured } from './measured.ts';

/** As many as the status route takes. */
const slice = 200;

interface Product {
  id: number;
  reference: string;
}

interface Comparison {
  linked: boolean;
  fields: { key: string; state: string; note: string | null }[];
  revisions: { wpshop: string; dolibarr: string };
}

/** What all administrators did to associations. */
export interface Tally {
  associated: number;
  dissociated: number;
  synchronized: number;
}

/** One of the people at the list, each with a session of their own. */
export class Administrator {
  private pages = 1;

  constructor(
    private readonly account: Account,
    /** From 1; makes each do something else. */
    private readonly number: number,
    private readonly measured: Measured,
    private readonly tally: Tally,
  ) {}

  /** Looks at a page of the list, opens one of its products and does what it needs, again and again. */
  async work(goesOn: () => boolean): Promise<void> {
    for (let round = 0; goesOn(); round++) {
      const rows = await this.lookAtList(1 + ((this.number * 7 + round * 3) % this.pages));
      await this.think(round);
      // What is not in order is what a person opens, mostly; several people may open the same.
      const inDisorder = rows.filter(({ status }) => status !== 'synced');
      const choice = inDisorder.length > 0 && round % 3 !== 2 ? inDisorder : rows;
      const row = choice[(this.number * 13 + round * 29) % choice.length];
      if (row?.status === 'unlinked') await this.associate(row, round);
      else if (row !== undefined) await this.compare(row, round);
      if (round % 5 === this.number % 5) await this.get('dashboard: overview', 'overview');
      await this.think(round + 1);
    }
  }

  /** One or more status requests, as the panel sends them. */
  async statuses(ids: readonly number[]): Promise<RowState[]> {
    const rows: RowState[] = [];
    for (let first = 0; first < ids.length; first += slice) {
      const some = ids.slice(first, first + slice).join(',');
      rows.push(...((await this.get<{ products: RowState[] }>('list: statuses', `products/status?ids=${some}`))?.products ?? []));
    }
    return rows;
  }

  /** A red product: its likeliest counterparts, a search as one types, both versions, and associating them. */
  async associate(row: RowState, round: number): Promise<void> {
    const path = `products/${row.id}`;
    const found = await this.get<{ product: Product; candidates: (Product & { taken_by: unknown })[] }>('modal: likeliest products', `${path}/candidates`);
    if (found === null) return;
    const { reference } = found.product;
    for (const typed of [reference.slice(0, -2), reference]) {
      await this.get('modal: search', `dolibarr/products?search=${encodeURIComponent(typed)}`);
    }
    const same = found.candidates.find((candidate) => candidate.reference === reference);
    if (same === undefined) this.measured.faults.push(`modal: ${reference} is not among the likeliest products of #${row.id}`);
    // Otherwise somebody associated it meanwhile.
    if (same?.taken_by !== null) return;
    const comparison = await this.get<Comparison>('modal: comparison', `${path}/comparison?dolibarr_id=${same.id}`);
    if (comparison === null) return;
    await this.think(round);
    if (await this.write('modal: associate', 'POST', `${path}/link`, { dolibarr_id: same.id, ...this.decision(comparison) })) this.tally.associated++;
  }

  /** An associated product: both versions; what differs is synchronized, and now and then an association ended. */
  private async compare(row: RowState, round: number): Promise<void> {
    const path = `products/${row.id}`;
    const comparison = await this.get<Comparison>('modal: comparison', `${path}/comparison`);
    if (comparison?.linked !== true) return;
    await this.think(round);
    const decision = this.decision(comparison);
    if (Object.keys(decision.choice).length > 0) {
      if (await this.write('modal: synchronize', 'POST', `${path}/sync`, decision)) this.tally.synchronized++;
    } else if (round % 4 === 3) {
      if (await this.write('modal: dissociate', 'DELETE', `${path}/link`)) this.tally.dissociated++;
    }
  }

  /** One side's version of each field that differs; the settings' owner's where they name one. */
  private decision({ fields, revisions }: Comparison): { revisions: unknown; choice: Record<string, string> } {
    const side = this.number % 3 === 0 ? 'wpshop' : 'dolibarr';
    const owned: Record<string, string> = { owned_by_dolibarr: 'dolibarr', owned_by_wpshop: 'wpshop' };
    const written = fields.filter(({ state, note }) => state !== 'same' && !['read_only', 'not_read', 'not_synchronized'].includes(note ?? ''));
    return { revisions, choice: Object.fromEntries(written.map(({ key, note }) => [key, owned[note ?? ''] ?? side])) };
  }

  private async lookAtList(page: number): Promise<RowState[]> {
    const html = await this.measured.of<string>('list: the page', () => this.account.http.get(`${listPath}&paged=${page}`));
    if (html === null) return [];
    const ids = [...new Set([...html.matchAll(/data-dolisync="cell" data-product="(\d+)"/g)].map(([, id]) => Number(id)))];
    if (ids.length === 0 || !html.includes('</html>')) this.measured.faults.push(`list: page ${page} is not whole`);
    this.pages = Number(/class='total-pages'>([\d,]+)</.exec(html)?.[1]?.replace(',', '') ?? this.pages);
    const rows = await this.statuses(ids);
    for (const { id, status, problem } of rows as (RowState & { problem: { code: string } | null })[]) {
      if (status === 'unknown' || problem !== null) this.measured.faults.push(`list: #${id} could not be checked: ${problem?.code}`);
    }
    return rows;
  }

  private get<T>(what: string, route: string): Promise<T | null> {
    return this.measured.of<T>(what, () => this.account.ask({ method: 'GET', route }));
  }

  private async write(what: string, method: string, route: string, body?: unknown): Promise<boolean> {
    const outcome = await this.measured.of<{ refused: string[] }>(what, () => this.account.ask({ method, route, body }));
    if (outcome !== null && outcome.refused.length > 0) this.measured.faults.push(`${what}: Dolibarr did not apply ${outcome.refused}`);
    return outcome !== null;
  }

  /** One to three seconds. */
  private think(round: number): Promise<void> {
    return pause(1_000 + ((this.number * 37 + round * 61) % 21) * 100);
  }
}
