import { dolibarr } from '../support/dolibarr.ts';
import { site } from '../support/environment.ts';
import type { Account } from '../support/account.ts';
import { pause, type Measured } from './measured.ts';

/** More would be a flood, at which everything automatic stops and asks. */
const mostNew = 30;

/**
 * Somebody who works in Dolibarr: changes prices, about five a second, and now and then makes a new product. Dolibarr
 * tells the shop of each in the midst of saving it.
 */
export async function workInDolibarr(anybody: Account, secret: string, measured: Measured, goesOn: () => boolean): Promise<{ changed: number; made: number }> {
  const tell = (triggercode: string, object: unknown) =>
    measured.of('message from Dolibarr', () =>
      anybody.http.post(`${site}/wp-json/dolisync/v1/webhook?secret=${secret}`, { data: { triggercode, object } }),
    );
  const products = await dolibarr.products();
  let made = 0;
  let changed = 0;
  for (; goesOn(); changed++) {
    const product = products[(changed * 13) % products.length]!;
    await tell('PRODUCT_MODIFY', product);
    await dolibarr.change(Number(product.id), { price: `${1 + (changed % 90)}.5` });
    if (changed % 50 === 49 && made < mostNew) {
      const id = await dolibarr.create('products', { ref: `NEUF-${++made}`, label: `Nouveauté ${made}`, price: '9.5', price_base_type: 'HT', tva_tx: '20', status: '1', type: '0' });
      await tell('PRODUCT_CREATE', { id: String(id), ref: `NEUF-${made}` });
    }
    await pause(150);
  }
  return { changed, made };
}
