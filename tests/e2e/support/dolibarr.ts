import { dolibarrAddress } from './environment.ts';

export interface Call {
  method: string;
  path: string;
  query: string;
  status: number;
}

export type FaultKind =
  | 'html_500'
  | 'truncated'
  | 'drop'
  | 'timeout_before'
  | 'timeout_after'
  | 'late'
  | 'latency'
  | 'status'
  | 'not_json_200'
  | 'guarded'
  | 'redirect';

export interface Fault {
  kind: FaultKind;
  /** Only calls of this HTTP method. */
  method?: string;
  /** Only calls below this path of the API. */
  path?: string;
  /** For the kind `redirect`: the beginning of the other address. */
  to?: string;
  /** HTTP status, for the kind `status`. */
  status?: number;
  /** Milliseconds, for the kinds that wait. */
  ms?: number;
  /** Strikes at the n-th matching call only. */
  nth?: number;
  /** Strikes so many times; for ever when left out. */
  times?: number;
}

/** A product as Dolibarr's API answers it; its numbers are strings. */
export interface DolibarrProduct {
  id: string | number;
  ref: string;
  label: string;
  price: string;
  price_base_type: string;
  description: string | null;
  array_options: Record<string, unknown> | [];
}

/** The key of the demo's user. */
export const apiKey = 'admin-key';

const api = '/api/index.php';

async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(dolibarrAddress + path, {
    method,
    headers: { 'Content-Type': 'application/json', DOLAPIKEY: apiKey },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** The stand-in Dolibarr: its data as a person there would see and change them, and its faults. */
export const dolibarr = {
  /** The demo's products, or so many others; with `business` also customers, and what these ordered. */
  async reset(products?: number, business = false): Promise<void> {
    await send('DELETE', '/_control/faults');
    await send('POST', '/_control/settings', { garbled_products: [], modules_off: [] });
    await send('POST', '/_control/reset', products === undefined ? { catalogue: 'demo' } : { catalogue: business ? 'shop' : 'large', count: products });
    await send('DELETE', '/_control/calls');
  },
  async fail(...faults: Fault[]): Promise<void> {
    await send('POST', '/_control/faults', { faults });
  },
  async heal(): Promise<void> {
    await send('DELETE', '/_control/faults');
  },
  async settings(change: Record<string, unknown>): Promise<void> {
    await send('POST', '/_control/settings', change);
  },
  async forgetCalls(): Promise<void> {
    await send('DELETE', '/_control/calls');
  },
  async calls(): Promise<Call[]> {
    return (await send('GET', '/_control/calls')) as Call[];
  },
  async writes(): Promise<Call[]> {
    return (await this.calls()).filter((call) => call.method !== 'GET');
  },
  async products(): Promise<DolibarrProduct[]> {
    return (await send('GET', `${api}/products?limit=0&sortfield=t.rowid`)) as DolibarrProduct[];
  },
  async product(id: number): Promise<DolibarrProduct> {
    return (await send('GET', `${api}/products/${id}`)) as DolibarrProduct;
  },
  async change(id: number, changes: Record<string, unknown>): Promise<void> {
    await send('PUT', `${api}/products/${id}`, changes);
  },
  /** A new category of products; gives its id. */
  async category(label: string, parent = 0): Promise<number> {
    return this.create('categories', { label, type: 'product', fk_parent: parent });
  },
  async intoCategory(id: number, product: number): Promise<void> {
    await send('POST', `${api}/categories/${id}/objects/product/${product}`, {});
  },
  async outOfCategory(id: number, product: number): Promise<void> {
    await send('DELETE', `${api}/categories/${id}/objects/product/${product}`);
  },
  /** The products of a category. */
  async inCategory(id: number): Promise<DolibarrProduct[]> {
    return (await send('GET', `${api}/categories/${id}/objects?type=product`)) as DolibarrProduct[];
  },
  async categories(): Promise<{ id: string; label: string; fk_parent: number }[]> {
    return (await send('GET', `${api}/categories?type=product&limit=500`)) as { id: string; label: string; fk_parent: number }[];
  },
  /** A new record of a kind, such as `thirdparties`; gives its id. */
  async create(route: string, record: Record<string, unknown>): Promise<number> {
    return Number(await send('POST', `${api}/${route}`, record));
  },
};
