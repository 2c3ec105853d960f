/**
 * Starts the panel: imports its module, gives it its wasm and what PHP told about the page. When that fails, says on
 * the page what the cause is and what to do about it: the printed statuses and links stay usable.
 *
 * In ES5, so that a browser that is too old for the panel can read this and say so. What it could not even read,
 * `import()`, is in a script of its own (PanelScripts::IMPORT). Where WordPress's own scripts are missing too, it speaks
 * English.
 */
( function () {
	'use strict';

	var boot = window.dolisyncBoot;
	var translate = window.wp && window.wp.i18n && window.wp.i18n.__;
	var refusals = [];

	arrive();
	// The browser says what a Content-Security-Policy refused in an event, not in the error.
	document.addEventListener( 'securitypolicyviolation', function ( event ) {
		if ( event.disposition !== 'report' ) {
			refusals.push( { directive: event.effectiveDirective || event.violatedDirective, what: event.blockedURI } );
		}
	} );
	start();

	function start() {
		if ( ! boot ) {
			show( { says: [ __( 'What the page itself told DoliSync is missing: the site’s security policy (Content-Security-Policy) or a plugin that combines or defers scripts took it away. Leave DoliSync’s scripts and the inline scripts before them as they are.', 'dolisync' ) ] } );
		} else if ( typeof WebAssembly !== 'object' ) {
			show( { says: [ __( 'This browser is too old, or has WebAssembly turned off, as Apple’s Lockdown Mode does. Update it, allow WebAssembly for this site, or use another browser.', 'dolisync' ) ] } );
		} else if ( typeof HTMLDialogElement !== 'function' || typeof window.dolisyncImport !== 'function' ) {
			show( { says: [ __( 'This browser is too old. Update it, or use another one.', 'dolisync' ) ] } );
		} else {
			shown().then( function () {
				return window.dolisyncImport( boot.panel_js );
			} ).then( function ( panel ) {
				return panel.default( { module_or_path: boot.panel_wasm } ).then( function () {
					var pressed = pressedEarly();
					panel.start( boot );
					pressAgain( pressed );
				} );
			} ).catch( function ( error ) {
				window.console.error( error );
				// A panic has its own notice.
				if ( ! document.querySelector( '.dolisync-panic' ) ) {
					lookAtFiles().then( function ( files ) {
						show( cause( error, files ), error, files );
					} );
				}
			} );
		}
	}

	/** The cell whose button was pressed until now (PanelScripts::keepPresses); from now on nobody keeps it. */
	function pressedEarly() {
		document.removeEventListener( 'click', window.dolisyncKeepPress );
		return window.dolisyncPressed;
	}

	/** Unless that person has gone on to something else. Some browsers give a button that is pressed no focus. */
	function pressAgain( cell ) {
		var at = document.activeElement;
		if ( cell && ( at === document.body || cell.contains( at ) ) ) {
			cell.querySelector( '.dolisync-button' ).click();
		}
	}

	/** While the screen options hide the column or the box, nobody needs the panel: it waits until they are shown. */
	function shown() {
		var cells = document.querySelectorAll( '[data-dolisync="cell"]' );
		return new Promise( function ( resolve ) {
			if ( cells.length === 0 || typeof ResizeObserver !== 'function' ) {
				resolve();
				return;
			}
			var observer = new ResizeObserver( function ( entries ) {
				var isSeen = entries.some( function ( entry ) {
					return entry.target.getClientRects().length > 0;
				} );
				if ( isSeen ) {
					observer.disconnect();
					resolve();
				}
			} );
			cells.forEach( function ( cell ) {
				observer.observe( cell );
			} );
		} );
	}

	/**
	 * What is printed above the page goes below its heading, as WordPress's own notices do: up there the
	 * screen options cover it. Ours carry `inline`, so that WordPress leaves them to the panel. The notice for the case
	 * that this script never came goes.
	 */
	function arrive() {
		var late = document.getElementById( 'dolisync-late' );
		if ( late ) {
			late.parentNode.removeChild( late );
		}
		var heading = document.querySelector( '.wrap .wp-header-end' ) || document.querySelector( '.wrap h1, .wrap h2' );
		var ours = document.querySelectorAll( '[data-dolisync="notice"], [data-dolisync="statuses"], #dolisync-notices' );
		for ( var i = ours.length - 1; heading && i >= 0; i-- ) {
			heading.parentNode.insertBefore( ours[ i ], heading.nextSibling );
		}
	}

	/** Both files of the panel as the server gives them now; null where it cannot be asked. */
	function lookAtFiles() {
		// The event of a refusal comes after its error.
		var unreached = new Promise( function ( resolve ) {
			setTimeout( resolve, 100, null );
		} );
		return Promise.all( [ boot.panel_js, boot.panel_wasm ].map( function ( address ) {
			return fetch( address, { cache: 'no-store' } ).then( function ( answer ) {
				return answer.arrayBuffer().then( function ( body ) {
					return {
						name: address.split( '?' )[ 0 ].split( '/' ).pop(),
						ok: answer.ok,
						status: answer.status,
						type: answer.headers.get( 'Content-Type' ) || '',
						length: body.byteLength,
						isWasm: String.fromCharCode.apply( null, new Uint8Array( body.slice( 0, 4 ) ) ) === '\0asm',
					};
				} );
			} ).catch( function () {
				return unreached;
			} );
		} ) );
	}

	/**
	 * What kept the panel from starting.
	 *
	 * @return {{says: string[], lines: ?string[]}} sentences, and lines for the server's configuration: Apache's, nginx's
	 */
	function cause( error, files ) {
		var refused = refusal( error );
		if ( refused ) {
			return {
				says: [ fill(
					/* translators: 1: a directive of a Content-Security-Policy, such as script-src, 2: what to add to it, such as 'self'. */
					__( 'The security policy of this site (Content-Security-Policy) forbids it. Ask whoever manages the site to add %2$s to its %1$s.', 'dolisync' ),
					refused.directive,
					refused.add
				) ],
			};
		}
		for ( var i = 0; i < files.length; i++ ) {
			var file = files[ i ];
			if ( ! file ) {
				return { says: [ __( 'The server could not be reached, or something in this browser, such as an ad blocker, blocks the file. Reload the page.', 'dolisync' ) ] };
			}
			if ( ! file.ok ) {
				return {
					says: [ fill(
						/* translators: 1: name of a file, 2: a number such as 404. */
						__( 'The server does not give the file %1$s (error %2$s). Install DoliSync again; if that does not help, ask your web host whether the server refuses such files.', 'dolisync' ),
						file.name,
						file.status
					) ],
				};
			}
			var isWasm = /\.wasm$/.test( file.name );
			if ( isWasm ? ! file.isWasm : ! /javascript|ecmascript/.test( file.type ) ) {
				return {
					says: [ fill(
						/* translators: 1: name of a file, 2: what came instead, such as text/html. */
						__( 'The server gives something else instead of the file %1$s (%2$s). A security or cache plugin may do that, or the server’s settings: have these lines added to them.', 'dolisync' ),
						file.name,
						file.type || '?'
					) ],
					lines: isWasm
						? [ 'AddType application/wasm .wasm', 'application/wasm wasm;' ]
						: [ 'AddType text/javascript .js', 'text/javascript js;' ],
				};
			}
		}
		if ( error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError || error instanceof SyntaxError ) {
			return { says: [ __( 'A file of DoliSync is damaged or incomplete, or this browser is too old for it. Install DoliSync again, and update the browser.', 'dolisync' ) ] };
		}
		return {
			says: [ fill(
				/* translators: %s: an error message of the browser. */
				__( 'The browser says: %s. Reload the page; if that does not help, send the details below to the support.', 'dolisync' ),
				String( error )
			) ],
		};
	}

	/** What a Content-Security-Policy refused the panel, and what would allow it; null where it was something else. */
	function refusal( error ) {
		var own = boot.panel_js.replace( /[^\/]*$/, '' );
		var host = own.split( '/' ).slice( 0, 3 ).join( '/' );
		for ( var i = 0; i < refusals.length; i++ ) {
			// Of another host the browser tells no more than its name.
			if ( refusals[ i ].what === host || String( refusals[ i ].what ).indexOf( own ) === 0 ) {
				return { directive: refusals[ i ].directive, add: host === location.origin ? "'self'" : host };
			}
		}
		return /Content.Security.Policy|unsafe-eval/i.test( String( error ) )
			? { directive: 'script-src', add: "'wasm-unsafe-eval'" }
			: null;
	}

	/** What the support wants to know: not in the user's language. */
	function details( error, files ) {
		return [ 'DoliSync ' + ( boot ? boot.version : '?' ), navigator.userAgent, location.href ]
			.concat( ( files || [] ).map( function ( file ) {
				return file ? file.name + ': ' + file.status + ', ' + file.type + ', ' + file.length + ' bytes' : 'not reached';
			} ) )
			.concat( refusals.map( function ( refused ) {
				return 'refused by ' + refused.directive + ': ' + refused.what;
			} ) )
			.concat( error ? String( error ) : [] )
			.concat( error && error.stack && error.stack !== String( error ) ? error.stack : [] )
			.join( '\n' );
	}

	function show( found, error, files ) {
		var pressed = pressedEarly();
		if ( pressed ) {
			pressed.querySelector( '.dolisync-button' ).removeAttribute( 'aria-busy' );
		}
		var dashboard = document.getElementById( 'dolisync-dashboard' );
		var notice = element( 'div' );
		// Without `inline`, WordPress would move it.
		notice.className = 'notice notice-error inline dolisync-not-started';
		notice.setAttribute( 'role', 'alert' );
		notice.appendChild( element( 'p', dashboard
			? __( 'DoliSync could not start: the preparation and the mass synchronization are missing here; the command “wp dolisync mass-sync” does the latter too. What is below works as ever.', 'dolisync' )
			: __( 'DoliSync could not start: its buttons do nothing, and the statuses are those of the last check.', 'dolisync' )
		) );
		found.says.forEach( function ( sentence ) {
			notice.appendChild( element( 'p', sentence ) );
		} );
		( found.lines || [] ).forEach( function ( line, place ) {
			notice.appendChild( element( 'p', [ 'Apache (.htaccess)', 'nginx (mime.types)' ][ place ] ) );
			notice.appendChild( element( 'pre', line ) );
		} );
		var more = element( 'details' );
		more.appendChild( element( 'summary', __( 'Details to copy for support', 'dolisync' ) ) );
		more.appendChild( element( 'pre', details( error, files ) ) );
		notice.appendChild( more );
		var place = document.getElementById( 'dolisync-notices' ) || dashboard;
		if ( place ) {
			notice.lang = place.lang;
			place.parentNode.insertBefore( notice, place );
		} else {
			document.body.insertBefore( notice, document.body.firstChild );
		}
	}

	function element( tag, text ) {
		var made = document.createElement( tag );
		if ( text ) {
			made.textContent = text;
		}
		return made;
	}

	function __( text, domain ) {
		return translate ? translate( text, domain ) : text;
	}

	/** The text with its `%s`, or `%1$s` and so on, replaced by the further arguments. */
	function fill( text ) {
		var values = arguments;
		return text.replace( /%(?:(\d)\$)?s/g, function ( found, place ) {
			return values[ place || 1 ];
		} );
	}
} )();
