<?php

/**
 * Plugin Name: Notes
 * Description: For the tests: somebody else's page in the menu, with a form.
 */

declare(strict_types=1);

add_action('admin_menu', static function (): void {
    add_menu_page('Notes', 'Notes', 'read', 'notes', static function (): void {
        echo '<div class="wrap"><h1>Notes</h1><form method="post"><textarea name="note"></textarea></form></div>';
    });
});
