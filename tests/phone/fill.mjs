// Fills XForms with ODK's own engine, without a browser: one JSON line in, one JSON line out, until the input ends.
//
//   {"do": "fill", "form": XML, "media": {name: text}, "answers": {...}, "files": {name: [type, base64]}, "language": "fr"}
//       -> {"xml", "files", "ready", "violations", "problems"}
//   {"do": "open", "form": XML, "media": {...}}    -> {"open": id, "languages": [...]}
//   {"do": "answer", "open": id, "answers": {...}} -> {"states": {name: {"relevant", "holds", "required", "value"}}}
//   {"do": "texts", "open": id}                    -> {"texts": {language: {reference: text}}}
//   {"do": "close", "open": id}                    -> {}
//
// Answers are by question name, as the server's actions take them: a text, a list of codes, or a list of rows for a repeat.

import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

const NAMES = [
	'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'XMLDocument', 'Attr', 'Text', 'Comment', 'CDATASection',
	'document',
];

async function loadEngine() {
	const dom = new JSDOM('<!doctype html><html><body></body></html>', { url: 'http://localhost/' });
	for (const name of NAMES) globalThis[name] ??= dom.window[name];
	globalThis.window = globalThis;
	// The engine's WebAssembly takes its path for Node wherever it sees a Node version, and that path is broken by
	// bundling: while it loads, this process passes for a browser. Fetch first, since Node's own reads the versions once.
	await fetch('data:,');
	const versions = process.versions;
	Object.defineProperty(process, 'versions', { value: {}, configurable: true });
	const engine = await import('@getodk/xforms-engine');
	Object.defineProperty(process, 'versions', { value: versions });
	return engine;
}

for (const name of ['log', 'info', 'debug', 'warn']) console[name] = console.error;
const { loadForm } = await loadEngine();
const opened = new Map();

async function open({ form, media = {}, language }) {
	const fetchFormAttachment = async (url) => {
		const name = decodeURIComponent(String(url).split('/').pop());
		if (!(name in media)) return new Response('', { status: 404 });
		return new Response(media[name], { headers: { 'content-type': 'text/csv' } });
	};
	const result = await loadForm(form, { fetchFormAttachment, missingResourceBehavior: 'ERROR' });
	if (result.status === 'failure') throw result.error;
	const instanceAttachments = { fileNameFactory: ({ basename, extension }) => `${basename}${extension ?? ''}` };
	const { root } = result.createInstance({ instanceAttachments });
	speak(root, language);
	return root;
}

function speak(root, language) {
	if (!language) return;
	const found = root.languages.find((known) => known.language?.includes(`(${language})`));
	if (!found) throw new Error(`the form does not speak ${language}`);
	root.setLanguage(found);
}

const nameOf = (node) => node.definition.qualifiedName.localName;
const isRepeat = (node) => node.nodeType.startsWith('repeat-range');
const isGroup = (node) => ['group', 'repeat-instance', 'root'].includes(node.nodeType);

// In form order, so that a cascade's next list follows from the choice before it.
function answer(parent, answers, files, problems) {
	for (const node of parent.currentState.children) {
		const name = nameOf(node);
		if (isRepeat(node)) {
			if (name in answers) answerRows(node, answers[name], files, problems);
		} else if (isGroup(node)) {
			answer(node, answers, files, problems);
		} else if (name in answers && node.nodeType !== 'model-value') {
			answerOne(node, answers[name], files, problems);
		}
	}
}

function answerRows(range, rows, files, problems) {
	const have = range.currentState.children.length;
	if (have < rows.length) range.addInstances(have - 1, rows.length - have);
	if (have > rows.length) range.removeInstances(rows.length, have - rows.length);
	rows.forEach((row, index) => answer(range.currentState.children[index], row, files, problems));
}

function answerOne(node, value, files, problems) {
	const { reference, relevant } = node.currentState;
	const blank = value === null || value === '' || value.length === 0;
	if (!blank && !relevant) problems.push(`${reference}: not asked`);
	if (node.nodeType === 'select') {
		const wanted = blank ? [] : [value].flat();
		for (const code of wanted) if (!node.getValueOption(code)) problems.push(`${reference}: no choice ${code}`);
		node.selectValues(wanted);
	} else if (node.nodeType === 'upload') {
		node.setValue(blank ? null : file(value, files));
	} else {
		node.setValue(blank ? (node.valueType === 'string' ? '' : null) : value);
	}
}

function file(name, files) {
	const [type, content] = files[name];
	return new File([Buffer.from(content, 'base64')], name, { type });
}

async function fill(order) {
	const root = await open(order);
	const problems = [];
	answer(root, order.answers, order.files ?? {}, problems);
	const payload = await root.prepareInstancePayload({ payloadType: 'monolithic' });
	const files = {};
	let xml = '';
	for (const [name, part] of payload.data[0].entries()) {
		if (name === 'xml_submission_file') xml = await part.text();
		else files[part.name] = [part.type, Buffer.from(await part.arrayBuffer()).toString('base64')];
	}
	const violations = (payload.violations ?? []).map(({ reference, violation }) => ({
		reference,
		condition: violation.condition,
		message: violation.message?.asString ?? '',
	}));
	return { xml, files, ready: payload.status === 'ready', violations, problems };
}

// A question of a repeat is named after it: both may ask for the same thing.
function* leaves(parent, repeat = '') {
	for (const node of parent.currentState.children) {
		if (node.currentState.children) yield* leaves(node, isRepeat(node) ? `${nameOf(node)}/` : repeat);
		else yield [repeat + nameOf(node), node];
	}
}

function states(root) {
	const found = {};
	for (const [name, node] of leaves(root)) {
		const { relevant, required } = node.currentState;
		const holds = node.validationState?.constraint?.valid ?? true;
		found[name] = { relevant, required, holds, value: node.currentState.instanceValue ?? '' };
	}
	return found;
}

function* texts(parent) {
	for (const node of parent.currentState.children) {
		const { reference, label, hint, children, valueOptions } = node.currentState;
		yield [reference, label?.asString ?? null];
		if (hint) yield [`${reference}/hint`, hint.asString];
		const message = node.validationState?.constraint?.message;
		if (message) yield [`${reference}/constraint`, message.asString];
		for (const option of valueOptions ?? []) yield [`${reference}/${option.value}`, option.label?.asString ?? null];
		if (children) yield* texts(node);
	}
}

const DO = {
	fill,
	async open(order) {
		const id = opened.size + 1;
		opened.set(id, await open(order));
		return { open: id, languages: opened.get(id).languages.map(({ language }) => language) };
	},
	answer(order) {
		const root = opened.get(order.open);
		const problems = [];
		answer(root, order.answers, {}, problems);
		return { states: states(root), problems };
	},
	texts(order) {
		const root = opened.get(order.open);
		const found = {};
		for (const { language } of [...root.languages]) {
			speak(root, language.match(/\((..)\)/)[1]);
			found[language] = Object.fromEntries(texts(root));
		}
		return { texts: found };
	},
	close(order) {
		opened.set(order.open, null);
		return {};
	},
};

for await (const line of createInterface({ input: process.stdin })) {
	let answered;
	try {
		const order = JSON.parse(line);
		answered = await DO[order.do](order);
	} catch (error) {
		answered = { error: `${error?.message ?? error}`, stack: error?.stack ?? '' };
	}
	process.stdout.write(`${JSON.stringify(answered)}\n`);
}
