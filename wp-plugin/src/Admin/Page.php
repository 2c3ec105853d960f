<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;

/**
 * One of DoliSync's own pages of the admin.
 */
abstract class Page
{
    /** The page's name in its address. */
    public const SLUG = '';

    /** Asks the database nothing: the menu, which is on every page of the admin, makes all of them for their titles. */
    final public function __construct(protected readonly Services $services)
    {
    }

    /** @param array<string, string> $arguments */
    public static function url(array $arguments = []): string
    {
        return add_query_arg(
            ['page' => static::SLUG] + array_map('rawurlencode', $arguments),
            admin_url('admin.php')
        );
    }

    /** The page's heading, and its title in the browser. */
    abstract public function title(): string;

    /** What the menu calls it. */
    abstract public function menuTitle(): string;

    /** Before anything is printed: takes in what was sent. */
    abstract public function load(): void;

    abstract public function show(): void;

    protected function nonceAction(): string
    {
        return static::SLUG;
    }

    /** The page's heading; WPshop prints it above each of its pages. */
    final protected function heading(string $classes = ''): void
    {
        if (!Wpshop::isActive()) {
            printf('<h1%s>%s</h1>', $classes === '' ? '' : ' class="' . esc_attr($classes) . '"', esc_html($this->title()));
        }
    }

    final protected static function enqueueStyle(): void
    {
        Accent::enqueue();
        Asset::style('dolisync-pages', 'pages.css', [Accent::STYLE]);
    }
}
