<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Health\SiteHealth;

/**
 * The tests that WordPress's Site Health page asks for after it was shown, because they take requests: of Dolibarr, and
 * of this site's own server.
 */
final class Health extends Controller
{
    public const PATH = 'health';
    public const PANEL_PATH = 'health/panel';

    public function register(): void
    {
        $text = ['type' => 'string'];
        $result = Shapes::object([
            'label' => $text,
            'status' => ['type' => 'string', 'enum' => ['good', 'recommended', 'critical']],
            'badge' => Shapes::object(['label' => $text, 'color' => $text]),
            'description' => $text,
            'actions' => $text,
            'test' => $text,
        ]);
        $this->route('GET', self::PATH, static fn (): array => SiteHealth::connection(), [], $result);
        $this->route('GET', self::PANEL_PATH, static fn (): array => SiteHealth::panel(), [], $result);
    }
}
