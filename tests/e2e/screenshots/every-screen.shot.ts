import { required, type Locale } from '../support/environment.ts';
import { wear, type Scheme } from '../support/color_schemes.ts';
import { Dashboard } from '../support/dashboard.ts';
import { screens } from '../support/screens.ts';
import { test } from '../support/test.ts';

interface Look {
  name: string;
  scheme?: Scheme;
  width?: number;
  locale?: Locale;
}

// Every screen, to be looked at. French, where nothing else is said: its words are longer.
const looks: Look[] = [
  { name: 'fresh' },
  { name: 'midnight', scheme: 'midnight' },
  { name: 'tablet', width: 782 },
  { name: 'phone', width: 400 },
  { name: 'right-to-left', locale: 'ar' },
];

for (const { name: look, scheme = 'fresh', width = 1280, locale = 'fr_FR' } of looks) {
  test.describe(look, () => {
    test.use({ start: { locale }, viewport: { width, height: 900 } });

    test('every screen', async ({ list, page, pageErrors }) => {
      test.setTimeout(600_000);
      const dashboard = new Dashboard(page);
      for (const [at, { name, open }] of screens.entries()) {
        await test.step(name, () => open(list, dashboard));
        await wear(page, scheme);
        await page.screenshot({
          path: `${required('DOLISYNC_E2E_PICTURES')}/${String(at + 1).padStart(2, '0')}-${name}-${look}.png`,
          fullPage: (await page.locator('dialog[open]').count()) === 0,
          animations: 'disabled',
        });
      }
      pageErrors.length = 0;
    });
  });
}
