/** What a person would do to get to a state. A step that finds nothing to act on within 5 s is an error. */

const dialog = '#dolisync-overlay dialog[open]';

/** Presses the button of a listed product. */
export const press = (product) => async () => (await found(`[data-product="${product}"] button`)).click();

/** Presses a button of the dialog by its class or another selector. */
export const click = (selector) => async () => (await found(`${dialog} ${selector}`)).click();

/** Presses something of the dashboard. */
export const tap = (selector) => async () => (await found(`.dolisync-dashboard ${selector}`)).click();

/** Gives an order of the dashboard. */
export const order = (name) => tap(`[data-act="${name}"]:not([disabled])`);

/** Chooses from a list. */
export const pick = (selector, value) => async () => {
	const list = await found(`.dolisync-dashboard ${selector}`);
	list.value = value;
	list.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Chooses a Dolibarr product in the selection. */
export const choose = (id) => click(`[role="option"][data-dolibarr="${id}"]`);

/** Chooses a side for a field. */
export const keep = (field, side) => click(`[data-field="${field}"] input[value="${side}"]`);

/** Chooses a side for all fields. */
export const keepAll = (side) => click(`.dolisync-versions__side:nth-child(${side === 'wpshop' ? 1 : 2}) .dolisync-versions__keep`);

/** The view's main button. */
export const primary = click('.dolisync-dialog__footer .button-primary:not([disabled]):not([aria-disabled])');

/** The other button of the footer. */
export const aside = click('.dolisync-dialog__aside');

/** Types into the search box. */
export const type = (text) => async () => {
	const box = await found(`${dialog} [role="combobox"]`);
	box.value = text;
	box.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Types into the box of the dashboard's dialog. */
export const write = (text) => async () => {
	const box = await found('.dolisync-dashboard dialog[open] input[type="text"]');
	box.value = text;
	box.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Waits for something to be there. */
export const see = (selector) => () => found(selector);

/** Does one step after the other. */
export async function act(steps) {
	for (const step of steps) await step();
}

async function found(selector) {
	for (const end = performance.now() + 5000; performance.now() < end; ) {
		const element = document.querySelector(selector);
		if (element) return element;
		await new Promise((resolve) => requestAnimationFrame(resolve));
	}
	throw new Error(`nothing matches ${selector}`);
}
