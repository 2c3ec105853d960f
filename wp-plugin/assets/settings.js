/**
 * The settings without leaving the page: a test of the connection (so that a key that was typed stays in its field: the
 * server never prints it), copying an address, going on with what one request cannot finish. Without this script the
 * buttons send the forms.
 */
( function () {
	'use strict';

	const messages = document.getElementById( 'dolisync-settings-messages' );
	const form = document.getElementById( 'dolisync-settings' );

	/** The parts of the page that a test changes; the fields themselves keep what was typed. */
	const TOLD = [ 'dolisync-settings-messages', 'dolisync-found', 'dolisync-better', 'dolisync-url-error', 'dolisync-key-error', 'dolisync-entity-error' ];
	const FIELDS = [ 'dolisync-url', 'dolisync-key', 'dolisync-entity' ];

	/**
	 * Shows what a test's answer says, in the page that is open.
	 *
	 * @param {Document} page the same page, as the server answered it
	 */
	function tell( page ) {
		for ( const id of TOLD ) {
			const [ here, there ] = [ document.getElementById( id ), page.getElementById( id ) ];
			here.hidden = there.hidden;
			here.replaceChildren( ...there.childNodes );
		}
		for ( const id of FIELDS ) {
			document.getElementById( id ).toggleAttribute( 'aria-invalid', false );
			if ( page.getElementById( id ).getAttribute( 'aria-invalid' ) ) {
				document.getElementById( id ).setAttribute( 'aria-invalid', 'true' );
			}
		}
	}

	/**
	 * Sends the form with a button and tells the answer.
	 *
	 * @param {HTMLButtonElement|HTMLInputElement} button
	 */
	function test( button ) {
		if ( button.getAttribute( 'aria-disabled' ) === 'true' ) {
			return;
		}
		const sent = new FormData( form );
		sent.append( button.name, button.value );
		const words = button.value;
		// Not `disabled`: the button would lose the focus.
		button.setAttribute( 'aria-disabled', 'true' );
		button.classList.add( 'disabled' );
		// Dolibarr may take its time. What was said before stays until there is something else to say, or the page would jump.
		button.value = button.dataset.busy;
		window.wp.a11y.speak( button.dataset.busy );
		fetch( form.action, { method: 'POST', body: sent, credentials: 'same-origin' } )
			.then( function ( answer ) {
				return answer.text();
			} )
			.then( function ( html ) {
				const page = new DOMParser().parseFromString( html, 'text/html' );
				if ( ! page.getElementById( messages.id ) ) {
					throw new Error( 'No settings page came back.' );
				}
				tell( page );
				messages.scrollIntoView( { block: 'nearest' } );
			} )
			.catch( function () {
				// Logged out, or the server is away: the page itself says which. Sent as the button would.
				const pressed = document.createElement( 'input' );
				pressed.type = 'hidden';
				pressed.name = button.name;
				pressed.value = words;
				form.append( pressed );
				HTMLFormElement.prototype.submit.call( form );
			} )
			.finally( function () {
				button.removeAttribute( 'aria-disabled' );
				button.classList.remove( 'disabled' );
				button.value = words;
			} );
	}

	if ( form && document.getElementById( 'dolisync-found' ) ) {
		form.addEventListener( 'submit', function ( event ) {
			const button = event.submitter;
			if ( button && button.name === 'dolisync_use' ) {
				event.preventDefault();
				// The button goes when the answer comes.
				const url = document.getElementById( 'dolisync-url' );
				url.value = button.value;
				url.focus();
				test( form.elements.dolisync_test );
			} else if ( button && button.name === 'dolisync_test' ) {
				event.preventDefault();
				test( button );
			}
		} );
	}

	// Without this script the address is selected and copied by hand.
	for ( const copy of document.querySelectorAll( '[data-dolisync-copy]' ) ) {
		const field = document.getElementById( copy.dataset.dolisyncCopy );
		const words = copy.textContent;
		copy.addEventListener( 'click', function () {
			const done = function () {
				copy.textContent = copy.dataset.done;
				window.wp.a11y.speak( copy.dataset.done );
				setTimeout( function () {
					copy.textContent = words;
				}, 2000 );
			};
			const byHand = function () {
				field.select();
				if ( document.execCommand( 'copy' ) ) {
					done();
				}
			};
			// Over plain http the browser has no clipboard to give, and elsewhere it may be denied.
			if ( window.navigator.clipboard ) {
				window.navigator.clipboard.writeText( field.value ).then( done, byHand );
			} else {
				byHand();
			}
		} );
	}

	// What one request could not finish: the next one does the rest.
	const goesOn = document.querySelector( '[data-dolisync-goes-on]' );
	if ( goesOn ) {
		goesOn.requestSubmit();
	}
} )();
