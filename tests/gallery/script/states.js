/** Every state by name: its recorded answers where they are not the usual ones, and the way there. */
import { never } from './answers.js';
import { aside, choose, click, keep, keepAll, press, primary, see, type } from './steps.js';

const view = (name) => see(`[data-view="${name}"]`);
const error = see('[data-dolisync="error"]');

export const states = {
	list: { title: 'List: every status', answers: { 'GET products/status': 'statuses-one-unknown' }, steps: [error] },
	'list-unconfigured': { title: 'List: Dolibarr is not connected', configured: false },
	'list-checking': { title: 'List: checking', answers: { 'GET products/status': never } },
	'list-failed': { title: 'List: Dolibarr does not answer', answers: { 'GET products/status': 'error-timeout' }, steps: [error] },

	selection: { title: 'Selection: likeliest matches', steps: [press(58), see('[role="option"]')] },
	'selection-suggested': { title: 'Selection: one is suggested', answers: { 'GET products/59/candidates': 'likeliest-suggested' }, steps: [press(59), see('.is-active')] },
	'selection-chosen': { title: 'Selection: one is chosen', steps: [press(58), choose(68)] },
	'selection-search': { title: 'Selection: results of a search', steps: [press(58), see('[role="option"]'), type('t-shirt'), see('[data-dolibarr="78"]')] },
	'selection-waiting': { title: 'Selection: searching', answers: { 'GET products/58/candidates': never }, steps: [press(58), see('.dolisync-busy')] },
	'selection-none-likely': { title: 'Selection: nothing looks like it', steps: [press(59), see('.dolisync-dialog__sentence')] },
	'selection-nothing': { title: 'Selection: nothing found', answers: { 'GET dolibarr/products': 'search-nothing' }, steps: [press(58), see('[role="option"]'), type('zzz'), see('.dolisync-dialog__sentence')] },
	'selection-failed': { title: 'Selection: wrong key', answers: { 'GET products/58/candidates': 'error-wrong-key' }, steps: [press(58), error] },

	creation: { title: 'Creation: possible duplicates', steps: [press(58), aside, view('create')] },

	reading: { title: 'Versions: reading', answers: { 'GET products/54/comparison': never }, steps: [press(54), see('.dolisync-busy')] },
	unread: { title: 'Versions: Dolibarr does not answer', answers: { 'GET products/54/comparison': 'error-timeout' }, steps: [press(54), error] },
	gone: { title: 'Versions: gone in Dolibarr', steps: [press(57), error] },
	'gone-recreating': { title: 'Versions: gone in Dolibarr, being created again', answers: { 'POST products/57/recreate': never }, steps: [press(57), click('[data-way="recreate"]')] },
	'gone-duplicates': { title: 'Versions: gone in Dolibarr, possible duplicates', answers: { 'POST products/57/recreate': 'error-possible-duplicates' }, steps: [press(57), click('[data-way="recreate"]'), view('create')] },
	'gone-failed': { title: 'Versions: gone in Dolibarr, creating failed', answers: { 'POST products/57/recreate': 'error-timeout' }, steps: [press(57), click('[data-way="recreate"]'), see('.notice-error')] },
	owned: { title: 'Versions: the settings decide about some fields', answers: { 'GET products/54/comparison': 'comparison-owned' }, steps: [press(54), see('fieldset')] },
	associating: { title: 'Versions: of two that are not associated', steps: [press(58), choose(68), primary, see('fieldset')] },
	'associating-chosen': { title: 'Versions: the Dolibarr version is kept', steps: [press(58), choose(68), primary, keepAll('dolibarr')] },
	'associating-identical': { title: 'Versions: identical, being associated', answers: { 'GET products/58/comparison': 'comparison-identical', 'POST products/58/link': never }, steps: [press(58), choose(68), primary, view('comparison')] },
	moved: { title: 'Versions: one side moved', steps: [press(54), see('fieldset')] },
	conflict: { title: 'Versions: a conflict', steps: [press(56), see('fieldset')] },
	'conflict-decided': { title: 'Versions: a conflict, decided', steps: [press(56), keep('price', 'wpshop')] },
	refused: { title: 'Versions: Dolibarr refused a field', answers: { 'GET products/54/comparison': 'comparison-refused' }, steps: [press(54), see('fieldset')] },
	everything: { title: 'Versions: everything differs, long texts', steps: [press(52), see('fieldset')] },
	'everything-chosen': { title: 'Versions: everything differs, chosen, unfolded', steps: [press(52), keepAll('wpshop'), click('.dolisync-field__toggle'), click('summary')] },
	writing: { title: 'Versions: being written', answers: { 'POST products/56/sync': never }, steps: [press(56), keep('price', 'wpshop'), primary] },
	'write-failed': { title: 'Versions: the write failed', answers: { 'POST products/56/sync': 'error-timeout' }, steps: [press(56), keep('price', 'wpshop'), primary, error] },
	'changed-meanwhile': { title: 'Versions: changed meanwhile', answers: { 'POST products/56/sync': 'error-changed-meanwhile' }, steps: [press(56), keep('price', 'wpshop'), primary, error] },
	'session-lost': { title: 'Versions: the session is lost', answers: { 'POST products/56/sync': 'error-session-lost' }, steps: [press(56), keep('price', 'wpshop'), primary, error] },
	synced: { title: 'Versions: green, with its history', steps: [press(51), see('.dolisync-history__entry')] },
	'synced-no-history': { title: 'Versions: green, nothing written yet', answers: { 'GET journal': 'journal-empty' }, steps: [press(51), see('.dolisync-history__none')] },
	'history-failed': { title: 'Versions: green, the history cannot be read', answers: { 'GET journal': 'error-timeout' }, steps: [press(51), error] },

	confirmation: { title: 'Dissociating: really?', steps: [press(51), aside, view('confirm')] },
	'confirmation-trash': { title: 'Moving to the trash: really?', steps: [press(57), click('[data-way="trash"]'), view('confirm')] },
	'dissociating-failed': { title: 'Dissociating: failed', answers: { 'DELETE products/51/link': 'error-timeout' }, steps: [press(51), aside, view('confirm'), primary, error] },

	'done-associated': { title: 'Done: associated', steps: [press(58), choose(68), primary, keepAll('dolibarr'), primary, view('done')] },
	'done-synchronized': { title: 'Done: synchronized', steps: [press(56), keep('price', 'wpshop'), primary, view('done')] },
	'done-refused': { title: 'Done: Dolibarr refused a field', steps: [press(54), primary, view('done')] },
	'done-created': { title: 'Done: created', steps: [press(59), see('.dolisync-dialog__sentence'), aside, view('done')] },
	'done-recreated': { title: 'Done: created again', steps: [press(57), click('[data-way="recreate"]'), view('done')] },
	'done-trashed': { title: 'Done: moved to the trash', steps: [press(57), click('[data-way="trash"]'), view('confirm'), primary, view('done')] },
	'done-dissociated': { title: 'Done: dissociated', steps: [press(51), aside, view('confirm'), primary, view('done')] },
	'done-restored': { title: 'Done: previous values are back', steps: [press(58), choose(68), primary, keepAll('dolibarr'), primary, view('done'), aside, see('.dolisync-dialog__footer .button:only-of-type')] },
	'undo-failed': { title: 'Done: too late to restore', answers: { 'POST journal/12/undo': 'error-undo-too-late' }, steps: [press(58), choose(68), primary, keepAll('dolibarr'), primary, view('done'), aside, error] },
};
