import axe, { type RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Everything of ours on a page: what the panel draws, the pages that PHP prints, and the boxes on a product's page. */
export const ours = '[data-dolisync], .dolisync-page, .postbox[id^="dolisync"]';

/** What axe finds wrong inside of `where`, shortened to what one reads. `rules`: only these, instead of all. */
export async function violations(page: Page, where = ours, rules?: string[]): Promise<string[]> {
  // Once a page: to read axe itself takes longer than to check with it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ include, rules }) => {
      // An animation half-way has colors that nobody sees.
      document.getAnimations().forEach((animation) => animation.effect?.getComputedTiming().iterations === 1 && animation.finish());
      // Ours have no frames.
      const options: RunOptions = { resultTypes: ['violations'], selectors: false, iframes: false };
      if (rules) options.runOnly = { type: 'rule', values: rules };
      const found = await window.axe.run({ include }, options);
      return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
    },
    { include: where.split(', '), rules },
  );
}

/**
 * What is not as it should be with the layout inside of `where`: what sticks out of the window or of its own box, and
 * texts that lie on one another. It holds in every language, direction, width and spacing.
 */
export function misplaced(page: Page, where: string): Promise<string[]> {
  return page.evaluate((where) => {
    const wrong: string[] = [];
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent?.trim().slice(0, 40)}”`;
    const isRead = (element: Element) => element.closest('.screen-reader-text, [hidden]') !== null || !element.checkVisibility({ visibilityProperty: true });
    const texts: { element: Element; box: DOMRect }[] = [];
    /** What one sees of an element: not what has been scrolled out of sight. */
    const seen = (element: Element): DOMRect => {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible' || around === document.body) continue;
        const box = around.getBoundingClientRect();
        [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    for (const place of document.querySelectorAll(where)) {
      for (const element of [place, ...place.querySelectorAll('*')]) {
        const box = seen(element);
        // One pixel: what is only read out, or drawn by nothing.
        if (box.width <= 1 || box.height <= 1 || isRead(element)) continue;
        // WordPress keeps a row's actions there until one points at the row.
        if (box.right < -1000 || box.left > window.innerWidth + 1000) continue;
        if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) wrong.push(`outside of the window: ${name(element)}`);
        const style = getComputedStyle(element);
        const isClamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis' || style.display === 'inline';
        if (!isClamped && !/^(auto|scroll)$/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0) {
          if (!/^(INPUT|SELECT|TEXTAREA|PROGRESS|svg)$/i.test(element.tagName)) wrong.push(`wider than its box: ${name(element)}`);
        }
        const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '');
        if (own && style.display !== 'inline') texts.push({ element, box });
      }
    }
    for (const [at, one] of texts.entries()) {
      for (const other of texts.slice(at + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 3 && high > 3) wrong.push(`on one another: ${name(one.element)} and ${name(other.element)}`);
      }
    }
    return [...new Set(wrong)].slice(0, 10);
  }, where);
}

/** Looser letters, words, lines and paragraphs, as WCAG 1.4.12 has them. */
export const looseText = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;
