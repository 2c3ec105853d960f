/**
 * Starts the panel: imports its module, gives it its wasm and what PHP told about the page.
 * When that fails, says on the page what the cause is: the printed statuses stay readable.
 */
( function () {
	'use strict';

	const boot = window.dolisyncBoot;
	const __ = window.wp.i18n.__;
	const sprintf = window.wp.i18n.sprintf;
	const refusals = [];

	// The browser says what a Content-Security-Policy refused in an event, not in the error.
	document.addEventListener( 'securitypolicyviolation', function ( event ) {
		refusals.push( event.effectiveDirective || event.violatedDirective );
	} );

	belowTheHeading();
	start().catch( function ( error ) {
		window.console.error( error );
		cause( error ).then( show );
	} );

	/**
	 * What is printed above the page goes below its heading, as WordPress's own notices do: up there the
	 * screen options cover it. Ours carry `inline`, so that WordPress leaves them to the panel.
	 */
	function belowTheHeading() {
		const heading = document.querySelector( '.wrap .wp-header-end' ) || document.querySelector( '.wrap h1, .wrap h2' );
		if ( heading ) {
			heading.after( ...document.querySelectorAll( '[data-dolisync="notice"], [data-dolisync="statuses"], #dolisync-notices' ) );
		}
	}

	async function start() {
		if ( typeof WebAssembly !== 'object' || typeof HTMLDialogElement !== 'function' ) {
			throw new TooOld();
		}
		await shown();
		const panel = await import( boot.panel_js );
		await panel.default( { module_or_path: boot.panel_wasm } );
		panel.start( boot );
	}

	/** While the screen options hide the column or the box, nobody needs the panel: it waits until they are shown. */
	function shown() {
		const cells = document.querySelectorAll( '[data-dolisync="cell"]' );
		return new Promise( function ( resolve ) {
			if ( cells.length === 0 || typeof ResizeObserver !== 'function' ) {
				resolve();
				return;
			}
			const observer = new ResizeObserver( function ( entries ) {
				if ( entries.some( ( entry ) => entry.target.getClientRects().length > 0 ) ) {
					observer.disconnect();
					resolve();
				}
			} );
			cells.forEach( ( cell ) => observer.observe( cell ) );
		} );
	}

	function TooOld() {}

	/** One sentence or two: what kept the panel from starting, and what to do about it. */
	async function cause( error ) {
		if ( error instanceof TooOld ) {
			return __( 'This browser is too old for it. Update it, or use another one.', 'dolisync' );
		}
		// The event above comes after the error.
		await new Promise( function ( resolve ) {
			setTimeout( resolve, 50 );
		} );
		if ( refusals.length > 0 || /Content Security Policy|unsafe-eval/.test( String( error ) ) ) {
			return __(
				'The security policy of this site (Content-Security-Policy) forbids it. Ask whoever manages the site to allow “self” and “wasm-unsafe-eval” for scripts.',
				'dolisync'
			);
		}
		for ( const url of [ boot.panel_js, boot.panel_wasm ] ) {
			let answer;
			try {
				answer = await fetch( url, { method: 'HEAD', cache: 'no-store' } );
			} catch ( unreachable ) {
				return __(
					'The server could not be reached, or something in this browser blocks the file. Reload the page.',
					'dolisync'
				);
			}
			if ( ! answer.ok ) {
				return sprintf(
					/* translators: 1: name of a file, 2: a number such as 404. */
					__( 'The server does not give the file %1$s (error %2$s). Install DoliSync again, or ask your web host.', 'dolisync' ),
					new URL( url, location.href ).pathname.split( '/' ).pop(),
					answer.status
				);
			}
		}
		if ( error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError || error instanceof SyntaxError ) {
			return __( 'This browser cannot read it: the browser is too old, or the file is damaged. Update the browser, or install DoliSync again.', 'dolisync' );
		}
		/* translators: %s: an error message of the browser. */
		return sprintf( __( 'The browser says: %s. Reload the page.', 'dolisync' ), String( error ) );
	}

	function show( sentence ) {
		const notice = document.createElement( 'div' );
		// Without `inline`, WordPress would move it.
		notice.className = 'notice notice-error inline';
		notice.setAttribute( 'role', 'alert' );
		for ( const text of [
			__( 'DoliSync could not start: its buttons do nothing, and the statuses are those of the last check.', 'dolisync' ),
			sentence,
		] ) {
			const paragraph = document.createElement( 'p' );
			paragraph.textContent = text;
			notice.append( paragraph );
		}
		const place = document.getElementById( 'dolisync-notices' ) || document.getElementById( 'dolisync-dashboard' );
		if ( place ) {
			place.before( notice );
		} else {
			document.body.prepend( notice );
		}
	}
} )();
