/** Every state by name: its recorded answers where they are not the usual ones, and the way there. */
import { current, never, worked } from './answers.js';
import { aside, choose, click, keep, keepAll, order, pick, press, primary, see, tap, type, write } from './steps.js';

const view = (name) => see(`[data-view="${name}"]`);
const error = see('[data-dolisync="error"]');

/** Neither side has a product that is not associated. */
const nothing = { 'GET products/unlinked?side=wpshop&after=0': 'unlinked-none', 'GET products/unlinked?side=dolibarr&after=0': 'unlinked-none' };

/** The answers of a site with this run, which stays as it is. */
const of = (run) => ({ 'GET mass-sync/runs/current': current(run), 'POST mass-sync/runs/7/work': worked(run) });

export const states = {
	list: { title: 'List: every status', answers: { 'GET products/status': 'statuses-one-unknown' }, steps: [error] },
	'list-unconfigured': { title: 'List: Dolibarr is not connected', configured: false },
	'list-checking': { title: 'List: checking', answers: { 'GET products/status': never } },
	'list-failed': { title: 'List: Dolibarr does not answer', answers: { 'GET products/status': 'error-timeout' }, steps: [error] },

	selection: { title: 'Selection: likeliest matches', steps: [press(58), see('[role="option"]')] },
	'selection-suggested': { title: 'Selection: one is suggested', answers: { 'GET products/59/candidates': 'likeliest-suggested' }, steps: [press(59), see('.is-active')] },
	'selection-unreadable': { title: 'Selection: one cannot be understood', answers: { 'GET products/58/candidates': 'likeliest-unreadable' }, steps: [press(58), see('[data-dolisync="unreadable"]')] },
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

	overview: { title: 'Overview', at: '#overview', steps: [see('[data-card="errors"]')] },
	'overview-empty': { title: 'Overview: nothing yet', at: '#overview', answers: { 'GET overview': 'overview-empty' }, steps: [see('[data-card="errors"]')] },
	'overview-trouble': { title: 'Overview: trouble', at: '#overview', answers: { 'GET overview': 'overview-trouble' }, steps: [see('[data-card="errors"]')] },
	'overview-unconfigured': { title: 'Overview: Dolibarr is not connected', at: '#overview', answers: { 'GET overview': 'overview-unconfigured' }, steps: [see('[data-card="errors"]')] },
	'overview-waiting': { title: 'Overview: being read', at: '#overview', answers: { 'GET overview': never }, steps: [see('.dolisync-busy')] },
	'overview-failed': { title: 'Overview: cannot be read', at: '#overview', answers: { 'GET overview': 'error-timeout' }, steps: [error] },

	'prepare-start': { title: 'Preparation: not compared yet', at: '#prepare', steps: [see('[data-act="compare"]')] },
	'prepare-reading': { title: 'Preparation: reading both sides', at: '#prepare', answers: { 'GET products/unlinked?side=wpshop&after=0': 'unlinked-half', 'GET products/unlinked': never }, steps: [order('compare'), see('[aria-valuetext^="29"]')] },
	'prepare-failed': { title: 'Preparation: Dolibarr does not answer', at: '#prepare', answers: { 'GET products/unlinked?side=dolibarr&after=0': 'error-timeout' }, steps: [order('compare'), error] },
	'prepare-nothing': { title: 'Preparation: nothing to do', at: '#prepare', answers: nothing, steps: [order('compare'), see('h3')] },
	'prepare-unreadable': { title: 'Preparation: products that cannot be understood', at: '#prepare/create', answers: { 'GET products/unlinked?side=dolibarr&after=0': 'unlinked-catalogue-unreadable' }, steps: [order('compare'), see('[data-dolisync="unreadable"]')] },
	'create-list': { title: 'Creating in Dolibarr: the choice', at: '#prepare/create', steps: [order('compare'), see('.dolisync-pair--creation')] },
	'create-sending': { title: 'Creating in Dolibarr: under way', at: '#prepare/create', answers: { 'POST products/create-many': never }, steps: [order('compare'), order('choose-all'), order('create'), see('.dolisync-progress')] },
	'create-done': { title: 'Creating in Dolibarr: each with its result', at: '#prepare/create', steps: [order('compare'), order('choose-all'), order('create'), see('.dolisync-pair__done')] },
	'create-failed': { title: 'Creating in Dolibarr: Dolibarr cannot be reached', at: '#prepare/create', answers: { 'POST products/create-many': 'created-not-tried' }, steps: [order('compare'), tap('.dolisync-pair--creation .dolisync-pair__check'), order('create'), error] },
	'associate-list': { title: 'Associating: the proposed pairs', at: '#prepare/associate', steps: [order('compare'), see('.dolisync-pair')] },
	'associate-doubtful': { title: 'Associating: those to look at', at: '#prepare/associate', steps: [order('compare'), tap('.dolisync-filters li:nth-child(3) button'), pick('.dolisync-keep select', 'dolibarr')] },
	'associate-sending': { title: 'Associating: under way', at: '#prepare/associate', answers: { 'POST links/bulk': never }, steps: [order('compare'), order('associate'), see('.dolisync-progress')] },
	'associate-done': { title: 'Associating: each with its result', at: '#prepare/associate', steps: [order('compare'), pick('.dolisync-keep select', 'wpshop'), order('associate'), see('.dolisync-pair__problem')] },
	'associate-failed': { title: 'Associating: the session is lost', at: '#prepare/associate', answers: { 'POST links/bulk': 'error-session-lost' }, steps: [order('compare'), order('associate'), error] },
	'counterpart': { title: 'Associating: another counterpart', at: '#prepare/associate', steps: [order('compare'), tap('.dolisync-pair__choices .button'), see('dialog[open] .dolisync-counterpart')] },
	'counterpart-search': { title: 'Associating: another counterpart, searched', at: '#prepare/associate', steps: [order('compare'), tap('.dolisync-pair__choices .button'), write('bougie'), see('dialog[open] .dolisync-counterpart')] },
	'prepare-synchronize': { title: 'Preparation: the last step', at: '#prepare/synchronize', steps: [see('h3')] },

	'mass-sync': { title: 'Mass synchronization: the choice', at: '#mass-sync', steps: [see('[data-act="preview"]')] },
	'mass-sync-waiting': { title: 'Mass synchronization: being read', at: '#mass-sync', answers: { 'GET mass-sync/runs/current': never }, steps: [see('.dolisync-busy')] },
	'mass-sync-failed': { title: 'Mass synchronization: cannot be read', at: '#mass-sync', answers: { 'GET mass-sync/runs/current': 'error-timeout' }, steps: [error] },
	'run-previewing': { title: 'Mass synchronization: the preview is made', at: '#mass-sync', answers: of('run-previewing'), steps: [see('.dolisync-bars')] },
	'run-ready': { title: 'Mass synchronization: the preview', at: '#mass-sync', answers: of('run-ready'), steps: [see('.dolisync-records__record')] },
	'run-ready-nothing-lost': { title: 'Mass synchronization: the preview, nothing is overwritten', at: '#mass-sync', answers: of('run-ready-nothing-lost'), steps: [see('table')] },
	'run-question': { title: 'Mass synchronization: really?', at: '#mass-sync', answers: of('run-ready'), steps: [order('start'), see('dialog[open] .dolisync-question__act')] },
	'run-question-word': { title: 'Mass synchronization: really? A word is asked for', at: '#mass-sync', answers: of('run-ready-many'), steps: [order('start'), see('dialog[open] .dolisync-question__word')] },
	'run-running': { title: 'Mass synchronization: under way', at: '#mass-sync', answers: of('run-running'), steps: [see('.dolisync-records__record')] },
	'run-ready-left-out': { title: 'Mass synchronization: the preview, orders are left out', at: '#mass-sync', answers: of('run-ready-left-out'), steps: [see('[data-dolisync="left-out"]')] },
	'run-waiting': { title: 'Mass synchronization: Dolibarr is down, and it goes on by itself', at: '#mass-sync', answers: of('run-waiting'), steps: [see('[data-dolisync="waits"]')] },
	'run-interrupted': { title: 'Mass synchronization: WordPress cannot be reached', at: '#mass-sync', answers: { ...of('run-running'), 'POST mass-sync/runs/7/work': 'error-timeout' }, steps: [see('[data-dolisync="interrupted"]')] },
	'run-paused': { title: 'Mass synchronization: paused', at: '#mass-sync', answers: of('run-paused'), steps: [see('[data-act="resume"]')] },
	'run-brake': { title: 'Mass synchronization: a brake asks', at: '#mass-sync', answers: of('run-brake'), steps: [see('.dolisync-brake')] },
	'run-stopped': { title: 'Mass synchronization: stopped by a problem', at: '#mass-sync', answers: of('run-stopped'), steps: [error] },
	'run-done': { title: 'Mass synchronization: its report', at: '#mass-sync', answers: of('run-done'), steps: [see('table')] },
	'run-done-failed': { title: 'Mass synchronization: its report, two failed', at: '#mass-sync', answers: of('run-done-failed'), steps: [see('.dolisync-records__record')] },
	'run-undo-question': { title: 'Mass synchronization: really undo?', at: '#mass-sync', answers: of('run-done'), steps: [order('undo'), see('dialog[open] .dolisync-question__act')] },
	'run-cancelled': { title: 'Mass synchronization: ended early', at: '#mass-sync', answers: of('run-cancelled'), steps: [see('table')] },
	'run-undoing': { title: 'Mass synchronization: being undone', at: '#mass-sync', answers: of('run-undoing'), steps: [see('.dolisync-bars')] },
	'run-undone': { title: 'Mass synchronization: undone', at: '#mass-sync', answers: of('run-undone'), steps: [see('table')] },
	'run-refused': { title: 'Mass synchronization: an order is refused', at: '#mass-sync', answers: { ...of('run-paused'), 'POST mass-sync/runs/7/resume': 'error-timeout' }, steps: [order('resume'), error] },
};
