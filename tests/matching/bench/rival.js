/**
 * The same task done with a JavaScript library for fuzzy search, MiniSearch: an inverted index that forgives typing errors
 * and does not mind the order of the words. It finds what is like a name; around it is what a careful afternoon gives:
 * equal codes first, then names, one to one, the likeliest first; a pair is selected from a threshold on, and only if the
 * numbers and sizes are the same.
 */
import MiniSearch from 'minisearch';

const fold = (text) =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase();
const words = (text) => fold(text).match(/[a-z]+|\d+/g) ?? [];
const code = (text) => fold(text).replace(/[^a-z0-9]/g, '');

/** What has to be the same in both names: numbers, and sizes in letters. */
const firm = (text) =>
	words(text)
		.filter((word) => /^(\d+|xs|s|m|l|xl|xxl)$/.test(word))
		.sort()
		.join(' ');

/** What searches for the likeliest of some names: gives the position and the likelihood of each. */
function index(products) {
	const search = new MiniSearch({ fields: ['title'], tokenize: words, processTerm: (term) => term });
	search.addAll(products.map(({ title }, id) => ({ id, title })));
	const lengths = products.map(({ title }) => new Set(words(title)).size);
	const fuzzy = (term) => (/\d/.test(term) || term.length < 4 ? false : 0.2);
	return (title) => {
		const length = new Set(words(title)).size;
		// Twice what both share, of the words of both.
		const likelihood = ({ id, queryTerms }) => (2 * new Set(queryTerms).size) / (length + lengths[id]);
		return search
			.search(title, { fuzzy })
			.slice(0, 8)
			.map((found) => [found.id, likelihood(found)]);
	};
}

/** All pairs, the likeliest first, as `[shop's number, Dolibarr's number, likelihood]`. */
export function propose(shop, dolibarr) {
	const pairs = [];
	const taken = [new Set(), new Set()];
	const take = (ours, theirs, likelihood) => {
		if (!taken[0].has(ours) && !taken[1].has(theirs)) {
			taken[0].add(ours);
			taken[1].add(theirs);
			pairs.push([shop[ours].id, dolibarr[theirs].id, likelihood]);
		}
	};
	for (const field of ['reference', 'barcode']) {
		const [ours, theirs] = [shop, dolibarr].map((products) => Map.groupBy(products.keys(), (at) => code(products[at][field])));
		for (const [value, [one, another]] of ours) {
			const [other, more] = theirs.get(value) ?? [];
			const isUnique = another === undefined && more === undefined;
			if (value !== '' && other !== undefined && isUnique && firm(shop[one].title) === firm(dolibarr[other].title)) {
				take(one, other, 2);
			}
		}
	}
	const search = index(dolibarr);
	const alike = [];
	for (const [ours, { title, price }] of shop.entries()) {
		if (taken[0].has(ours)) continue;
		for (const [theirs, likelihood] of search(title)) {
			if (firm(title) === firm(dolibarr[theirs].title)) {
				alike.push([ours, theirs, likelihood + (price === dolibarr[theirs].price ? 0.02 : 0)]);
			}
		}
	}
	alike.sort((one, other) => other[2] - one[2]);
	for (const pair of alike) take(...pair);
	return pairs;
}

/** How many of the pairs from a threshold on are right. */
export function count(pairs, right, threshold) {
	const known = new Set(right.map(([one, other]) => `${one} ${other}`));
	const selected = pairs.filter(([, , likelihood]) => likelihood >= threshold);
	const good = selected.filter(([one, other]) => known.has(`${one} ${other}`)).length;
	return {
		right: right.length,
		sure: selected.length,
		sure_right: good,
		threshold,
		precision: (100 * good) / Math.max(1, selected.length),
		recall: (100 * good) / right.length,
	};
}

/** The lowest threshold of those with a precision of 99 %; where there is none, the most precise one. */
export function tune(pairs, right) {
	const counts = [];
	for (let threshold = 0.5; threshold <= 1.02; threshold += 0.01) counts.push(count(pairs, right, threshold));
	const precise = counts.filter(({ precision }) => precision >= 99).sort((one, other) => other.recall - one.recall);
	return (precise[0] ?? counts.sort((one, other) => other.precision - one.precision)[0]).threshold;
}
