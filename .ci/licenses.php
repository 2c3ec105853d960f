<?php

/**
 * Prints the licenses of the crates that are in the panel, each text once with the crates that it is of.
 *
 * php licenses.php METADATA TREE
 *   METADATA  what `cargo metadata` printed
 *   TREE      what `cargo tree --prefix none --format {p}` printed of what is linked
 */

declare(strict_types=1);

/** Where a crate may be had under one of several, the first of these that is among them. */
const PREFERRED = ['MIT', 'Zlib', 'Unicode-3.0', 'BSD-3-Clause', 'BSD-2-Clause', 'ISC', '0BSD', 'BSL-1.0', 'Apache-2.0'];

const MIT = <<<'TEXT'
    Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
    documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
    rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
    persons to whom the Software is furnished to do so, subject to the following conditions:

    The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
    Software.

    THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
    WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
    COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
    OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
    TEXT;

/** The license that is made use of. */
function chosen(string $expression): string
{
    $offered = preg_split('#\s+OR\s+|/#', trim($expression, '()'));
    foreach (PREFERRED as $license) {
        if (in_array($license, $offered, true)) {
            return $license;
        }
    }
    fwrite(STDERR, "No license of \"$expression\" is known to licenses.php.\n");
    exit(1);
}

/** The text that the crate comes with; without one, the usual one with its authors. */
function text(array $crate, string $license): string
{
    $folder = dirname($crate['manifest_path']);
    $words = ['Apache-2.0' => 'APACHE', 'Unicode-3.0' => 'UNICODE'][$license] ?? strtoupper($license);
    $files = preg_grep('#/(LICEN[CS]E|COPYING)[^/]*$#i', glob("$folder/*"));
    sort($files);
    $named = array_values(preg_grep("#$words#i", array_map('basename', $files)));
    $file = $named[0] ?? (count($files) === 1 ? basename(reset($files)) : null);
    if ($file !== null) {
        return trim(str_replace("\r", '', (string) file_get_contents("$folder/$file")));
    }
    if ($license !== 'MIT') {
        fwrite(STDERR, "{$crate['name']} brings no text of its license, $license.\n");
        exit(1);
    }
    $authors = $crate['authors'] === [] ? "the authors of {$crate['name']}" : implode(', ', $crate['authors']);
    return "Copyright (c) $authors\n\n" . MIT;
}

[, $metadata, $tree] = $argv;
$linked = [];
foreach (file($tree, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    [$name, $version] = explode(' ', $line);
    $linked["$name " . ltrim($version, 'v')] = true;
}
$of = ["Copyright (c) The Rust Project Contributors\n\n" . MIT => ['MIT', ['The Rust standard library']]];
foreach (json_decode((string) file_get_contents($metadata), true, 512, JSON_THROW_ON_ERROR)['packages'] as $crate) {
    // Those without a source are DoliSync itself.
    if (isset($linked["{$crate['name']} {$crate['version']}"]) && $crate['source'] !== null) {
        $license = chosen((string) $crate['license']);
        $text = text($crate, $license);
        $of[$text] ??= [$license, []];
        $of[$text][1][] = "{$crate['name']} {$crate['version']}";
    }
}
uasort($of, static fn (array $one, array $other): int => $one[1][0] <=> $other[1][0]);

echo "DoliSync's panel (the files .wasm and .js in assets/panel) is compiled from DoliSync's own source, under the GPL,\n",
    "version 2 or later (license.txt), and from these libraries, under the licenses below.\n";
foreach ($of as $text => [$license, $crates]) {
    sort($crates);
    echo "\n", str_repeat('=', 100), "\n", wordwrap(implode(', ', $crates), 100), "\n$license\n", str_repeat('-', 100), "\n\n$text\n";
}
