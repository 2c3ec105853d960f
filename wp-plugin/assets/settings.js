/**
 * Tests the connection without leaving the page, so that a key that was typed stays in its field: the
 * server never prints it. Without this script the button sends the form, and the key is typed again.
 */
( function () {
	'use strict';

	const form = document.getElementById( 'dolisync-settings' );
	const messages = document.getElementById( 'dolisync-settings-messages' );
	const button = form.elements.dolisync_test;

	form.addEventListener( 'submit', function ( event ) {
		if ( event.submitter !== button ) {
			return;
		}
		event.preventDefault();
		if ( button.getAttribute( 'aria-disabled' ) === 'true' ) {
			return;
		}
		const sent = new FormData( form );
		sent.append( button.name, button.value );
		// Not `disabled`: the button would lose the focus.
		button.setAttribute( 'aria-disabled', 'true' );
		button.classList.add( 'disabled' );
		messages.replaceChildren();
		fetch( form.action, { method: 'POST', body: sent, credentials: 'same-origin' } )
			.then( function ( answer ) {
				return answer.text();
			} )
			.then( function ( html ) {
				const page = new DOMParser().parseFromString( html, 'text/html' );
				const told = page.getElementById( messages.id );
				if ( ! told ) {
					throw new Error( 'No settings page came back.' );
				}
				messages.replaceChildren( ...told.childNodes );
			} )
			.catch( function () {
				// Logged out, or the server is away: the page itself says which. Sent as the button would.
				const pressed = document.createElement( 'input' );
				pressed.type = 'hidden';
				pressed.name = button.name;
				pressed.value = button.value;
				form.append( pressed );
				HTMLFormElement.prototype.submit.call( form );
			} )
			.finally( function () {
				button.removeAttribute( 'aria-disabled' );
				button.classList.remove( 'disabled' );
			} );
	} );

	// Without this script the address is selected and copied by hand.
	for ( const copy of document.querySelectorAll( '[data-dolisync-copy]' ) ) {
		const field = document.getElementById( copy.dataset.dolisyncCopy );
		const words = copy.textContent;
		copy.hidden = false;
		copy.addEventListener( 'click', function () {
			field.select();
			const done = function () {
				copy.textContent = copy.dataset.done;
				if ( window.wp && window.wp.a11y ) {
					window.wp.a11y.speak( copy.dataset.done );
				}
				setTimeout( function () {
					copy.textContent = words;
				}, 2000 );
			};
			if ( window.navigator.clipboard ) {
				window.navigator.clipboard.writeText( field.value ).then( done );
			} else if ( document.execCommand( 'copy' ) ) {
				// Over plain http the browser has no clipboard to give.
				done();
			}
		} );
	}
} )();
