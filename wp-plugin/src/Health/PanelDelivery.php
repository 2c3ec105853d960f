<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Admin\PanelScripts;

/**
 * How this site's server hands the panel's WebAssembly to browsers.
 */
final class PanelDelivery
{
    public const TYPE = 'application/wasm';
    private const TIMEOUT_SECONDS = 5;

    private function __construct(
        /** HTTP status; 0 where the site cannot ask itself. */
        public readonly int $status,
        /** Content type, without parameters, in small letters. */
        public readonly string $type,
    ) {
    }

    /** Asks this site's own server for the file, as a browser does. */
    public static function look(): self
    {
        $answer = wp_remote_head(PanelScripts::wasmUrl(), [
            'timeout' => self::TIMEOUT_SECONDS,
            // Sites on a developer's own machine have no certificate that can be verified; WordPress's tests do the same.
            'sslverify' => apply_filters('https_local_ssl_verify', false),
        ]);
        $type = (string) wp_remote_retrieve_header($answer, 'content-type');
        return new self((int) wp_remote_retrieve_response_code($answer), strtolower(trim(strtok($type, ';') ?: '')));
    }
}
