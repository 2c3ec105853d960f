/** What a cell says, for plain JavaScript and React: the panel says the same. */
const { __ } = wp.i18n;
const time = new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'short' });

export function statusWords({ status }) {
	switch (status) {
		case 'synced': return __('Synchronized', 'dolisync');
		case 'out_of_sync': return __('Out of sync', 'dolisync');
		case 'unlinked': return __('Not associated', 'dolisync');
		default: return __('To check', 'dolisync');
	}
}

export function buttonWords({ status }) {
	switch (status) {
		case 'synced': return __('See the versions', 'dolisync');
		case 'out_of_sync': return __('Synchronize…', 'dolisync');
		case 'unlinked': return __('Associate and synchronize', 'dolisync');
		default: return __('Check again', 'dolisync');
	}
}

/** The tooltip, which is also read out. */
export function reason({ status, checked_at }) {
	const why = status === 'synced' ? __('WPshop and Dolibarr hold the same data.', 'dolisync')
		: status === 'out_of_sync' ? __('The two versions differ.', 'dolisync')
			: __('The status is not known yet.', 'dolisync');
	return `${why} ${__('Checked: %s.', 'dolisync').replace('%s', time.format(new Date(checked_at)))}`;
}
