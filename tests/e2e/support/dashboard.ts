import { expect, type Locator, type Page } from '@playwright/test';

export type Part = 'overview' | 'prepare/create' | 'prepare/associate' | 'prepare/synchronize' | 'mass-sync';

/** DoliSync's dashboard, as a person finds it in the menu. */
export class Dashboard {
  readonly place: Locator;
  readonly dialog: Locator;
  readonly error: Locator;
  /** The rows in sight of the pairs, or of what only WPshop has. */
  readonly rows: Locator;

  constructor(
    readonly page: Page,
    /** The page of WordPress that it is on. */
    private readonly slug = 'dolisync-dashboard',
  ) {
    this.place = page.locator('.dolisync-dashboard');
    this.dialog = this.place.locator('dialog[open]');
    this.error = this.place.locator('[data-dolisync="error"]');
    this.rows = this.place.locator('.dolisync-virtual__row');
  }

  async open(part: Part = 'overview'): Promise<void> {
    // A hash alone loads no page.
    await this.page.goto('about:blank');
    await this.page.goto(`/wp-admin/admin.php?page=${this.slug}#${part}`);
    await expect(this.place).toBeVisible();
  }

  card(name: 'products' | 'connection' | 'waiting' | 'run' | 'errors'): Locator {
    return this.place.locator(`[data-card="${name}"]`);
  }

  /** A button, by what it does. */
  order(name: string): Locator {
    return this.place.locator(`[data-act="${name}"]`);
  }

  /** Reads both catalogues and finds pairs. */
  async compare(): Promise<void> {
    await this.order('compare').click();
    await expect(this.place.locator('h3')).toBeVisible();
  }

  /** The row of a product of the shop. */
  row(product: number): Locator {
    return this.rows.filter({ has: this.page.getByText(`#WP : ${product}`, { exact: true }) });
  }

  /** The preview of a mass synchronization of these records. */
  async preview(...entities: string[]): Promise<void> {
    await this.open('mass-sync');
    await expect(this.order('preview')).toBeVisible();
    for (const box of await this.place.locator('.dolisync-entities input').all()) {
      await box.setChecked(entities.includes((await box.getAttribute('name')) ?? ''));
    }
    await this.order('preview').click();
    await expect(this.order('start')).toBeVisible({ timeout: 120_000 });
  }

  /** Has what the preview shows written, and says yes to the question. */
  async start(): Promise<void> {
    await this.order('start').click();
    await this.dialog.locator('.dolisync-question__act').click();
  }

  /** The numbers of a kind of records: created, changed, same, left alone, failed, overwritten. */
  async numbers(line = 0): Promise<number[]> {
    const cells = this.place.locator('.dolisync-numbers-table tbody tr').nth(line).locator('td');
    return (await cells.allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
  }
}
