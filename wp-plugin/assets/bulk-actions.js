/**
 * Sends DoliSync's bulk actions with the products in one field, by POST: WordPress's list would put each into the
 * address, and servers take neither an address of a thousand products nor a thousand fields.
 */
( function () {
	'use strict';

	const form = document.getElementById( 'posts-filter' );
	if ( ! form ) {
		return;
	}
	form.addEventListener( 'submit', function ( event ) {
		const isBulk = event.submitter && /^doaction2?$/.test( event.submitter.id );
		const boxes = Array.from( form.querySelectorAll( 'input[name="post[]"]:checked' ) );
		if ( ! isBulk || boxes.length === 0 || ! /^dolisync_/.test( form.elements.action.value ) ) {
			return;
		}
		const ids = document.createElement( 'input' );
		ids.type = 'hidden';
		ids.name = 'ids';
		ids.value = boxes.map( ( box ) => box.value ).join( ',' );
		form.append( ids );
		form.method = 'post';
		boxes.forEach( ( box ) => ( box.disabled = true ) );
		// Once it is sent, as it was: the browser's back button leads here again.
		setTimeout( function () {
			ids.remove();
			form.method = 'get';
			boxes.forEach( ( box ) => ( box.disabled = false ) );
		} );
	} );
} )();
