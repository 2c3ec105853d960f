/** What a page transfers for the panel before a click, and what it may transfer later. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const STYLES = { list: ['dolisync.css'], dashboard: ['dolisync.css', 'dashboard.css'] };

const weigh = (content) => ({
	raw: content.length / 1000,
	gzip: gzipSync(content, { level: 9 }).length / 1000,
	brotli: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1000,
});
const add = (one, other) => ({ raw: one.raw + other.raw, gzip: one.gzip + other.gzip, brotli: one.brotli + other.brotli });

/** In kB (1,000 bytes): `{ list: { first: { raw, gzip, brotli }, later: { … } }, dashboard: … }` */
export async function sizes(panel) {
	const folders = JSON.parse(await readFile(join(panel, 'panels.json'), 'utf8'));
	const result = {};
	for (const [name, folder] of Object.entries(folders)) {
		const nothing = { raw: 0, gzip: 0, brotli: 0 };
		result[name] = { first: nothing, later: nothing };
		const files = (await readdir(join(panel, folder))).map((file) => join(folder, file));
		for (const file of [...STYLES[name], ...files]) {
			const when = /\/(split|chunk)_/.test(file) ? 'later' : 'first';
			result[name][when] = add(result[name][when], weigh(await readFile(join(panel, file))));
		}
	}
	return result;
}
