<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Health\SiteHealth;

/**
 * The test of the connection that WordPress's Site Health page asks for after it was shown: it takes a few requests
 * to Dolibarr.
 */
final class Health extends Controller
{
    public const PATH = 'health';

    public function register(): void
    {
        $text = ['type' => 'string'];
        $this->route('GET', self::PATH, static fn (): array => SiteHealth::connection(), [], Shapes::object([
            'label' => $text,
            'status' => ['type' => 'string', 'enum' => ['good', 'recommended', 'critical']],
            'badge' => Shapes::object(['label' => $text, 'color' => $text]),
            'description' => $text,
            'actions' => $text,
            'test' => $text,
        ]));
    }
}
