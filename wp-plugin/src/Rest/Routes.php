<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Services;

/**
 * All routes of the REST API.
 */
final class Routes
{
    private const RESOURCES = [
        ProductStatuses::class,
        DolibarrProducts::class,
        ProductCandidates::class,
        ProductComparison::class,
        ProductLink::class,
        UnlinkedProducts::class,
        ManyLinks::class,
        ProductSync::class,
        ProductCreation::class,
        Overview::class,
        Journal::class,
        Queue::class,
        Deleted::class,
        Health::class,
        Settings::class,
        MassSync::class,
    ];

    public static function register(): void
    {
        foreach (self::RESOURCES as $resource) {
            (new $resource(Services::get()))->register();
        }
        (new Webhook(Services::get()))->register();
        add_filter('rest_post_dispatch', [WordPressErrors::class, 'explain'], 10, 3);
    }
}
