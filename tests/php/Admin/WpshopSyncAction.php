<?php

declare(strict_types=1);

namespace wpshop;

/** What DoliSync sees of WPshop's class: its name, and the two callbacks that it hangs up. */
class Doli_Sync_Action // phpcs:ignore Squiz.Classes.ValidClassName -- WPshop's name
{
    public function add_sync_header(string $list): void // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        echo "WPSHOP header $list. ";
    }

    public function add_sync_item(object $record, mixed $status): void // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        echo "WPSHOP item {$record->data['id']}. ";
    }
}
