// Hides the entries that the filter does not want. The page is complete without it.
'use strict';
(function () {
	const form = document.getElementById('filter');
	const shown = document.getElementById('shown');
	const days = Array.from(document.querySelectorAll('.day'), function (day) {
		return {element: day, entries: Array.from(day.querySelectorAll('.entry'))};
	});
	const total = days.reduce(function (n, day) { return n + day.entries.length; }, 0);
	const texts = new Map(); // lower case, filled by the first search

	function text_of(entry) {
		let text = texts.get(entry);
		if (text === undefined) {
			// What is said and by whom, not the neighbours.
			text = Array.from(entry.children, function (part) {
				return part.matches('details') ? part.firstElementChild.textContent : part.textContent;
			}).join(' ').toLowerCase();
			texts.set(entry, text);
		}
		return text;
	}

	function wanted() {
		const data = new FormData(form);
		return {
			words: (data.get('q') || '').toLowerCase().split(/\s+/).filter(Boolean),
			speaker: data.get('speaker'), doc: data.get('doc'),
			stances: data.getAll('stance'), disputed: data.has('disputed'),
		};
	}

	function fits(entry, w) {
		const data = entry.dataset;
		return (!w.speaker || data.s === w.speaker) &&
			(!w.doc || data.d.split(' ').includes(w.doc)) &&
			(!w.stances.length || w.stances.includes(data.k)) &&
			(!w.disputed || 'x' in data) &&
			w.words.every(function (word) { return text_of(entry).includes(word); });
	}

	function apply() {
		const w = wanted();
		let n = 0;
		for (const day of days) {
			let some = false;
			for (const entry of day.entries) {
				const fit = fits(entry, w);
				entry.hidden = !fit;
				some = some || fit;
				n += fit;
			}
			day.element.hidden = !some;
		}
		shown.textContent = n === total ? 'All ' + total + ' entries' : n + ' of ' + total + ' entries';
	}

	// The address keeps the filter: #q=word&speaker=Name&doc=name&stance=deny,accuse&disputed=1
	function write_address() {
		const address = new URLSearchParams();
		if (form.q.value)
			address.set('q', form.q.value);
		for (const name of ['speaker', 'doc']) {
			const option = form.elements[name].selectedOptions[0];
			if (option.value)
				address.set(name, option.dataset.n);
		}
		const stances = new FormData(form).getAll('stance');
		if (stances.length)
			address.set('stance', stances.join(','));
		if (form.elements.disputed && form.elements.disputed.checked)
			address.set('disputed', '1');
		const hash = address.toString();
		history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
	}

	function choose(select, name) {
		const option = Array.from(select.options).find(function (o) { return o.dataset.n === name; });
		select.value = option ? option.value : '';
	}

	// A link leads to one entry: it is shown whatever the filter says, among its neighbours.
	function open_entry(entry) {
		if (entry.closest('[hidden]')) {
			form.reset();
			apply();
		}
		const place = entry.querySelector('details');
		if (place)
			place.open = true;
		entry.scrollIntoView();
	}

	function read_address() {
		const hash = location.hash.slice(1);
		if (!hash.includes('=')) {
			const target = hash && document.getElementById(hash);
			if (target && target.matches('.entry'))
				open_entry(target);
			return false;
		}
		const address = new URLSearchParams(hash);
		const stances = (address.get('stance') || '').split(',');
		form.q.value = address.get('q') || '';
		choose(form.elements.speaker, address.get('speaker'));
		choose(form.elements.doc, address.get('doc'));
		for (const box of form.querySelectorAll('[name=stance]'))
			box.checked = stances.includes(box.value);
		if (form.elements.disputed)
			form.elements.disputed.checked = address.get('disputed') === '1';
		apply();
		return true;
	}

	let waiting = 0;
	function changed() {
		clearTimeout(waiting);
		waiting = setTimeout(function () { apply(); write_address(); }, total > 5000 ? 250 : 60);
	}

	form.addEventListener('input', changed);
	form.addEventListener('reset', function () { setTimeout(changed); });
	form.addEventListener('submit', function (event) { event.preventDefault(); });
	window.addEventListener('hashchange', read_address);
	document.addEventListener('keydown', function (event) {
		if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey &&
				!event.target.closest('input, select, textarea')) {
			event.preventDefault();
			form.q.focus();
		} else if (event.key === 'Escape' && event.target === form.q) {
			form.q.value = '';
			changed();
		}
	});
	form.hidden = false;
	if (!read_address())
		apply();
})();
