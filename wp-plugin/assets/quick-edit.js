/**
 * Has WordPress's quick edit send along what the row told when it was printed: the newest that DoliSync had written of the
 * product. So the server knows whether the form is older than a synchronization.
 */
( function () {
	'use strict';

	const quickEdit = window.inlineEditPost;
	if ( ! quickEdit ) {
		return;
	}
	const edit = quickEdit.edit;
	quickEdit.edit = function ( row ) {
		const done = edit.apply( this, arguments );
		const id = typeof row === 'object' ? this.getId( row ) : row;
		const told = document.querySelector( '#inline_' + id + ' .dolisync_opened' );
		const field = document.querySelector( '#edit-' + id + ' input[name="dolisync_opened"]' );
		if ( told && field ) {
			field.value = told.textContent;
		}
		return done;
	};
} )();
