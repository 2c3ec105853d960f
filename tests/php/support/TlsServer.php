<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

/** A web server on 127.0.0.1 with a certificate of our making; it answers one sentence of HTTP to whoever accepts it. */
final class TlsServer
{
    /** Seconds after which it ends, whatever became of the test. */
    private const LIFE = 60;

    /** @param resource $process */
    private function __construct(private readonly mixed $process, public readonly int $port, public readonly string $authority)
    {
    }

    /**
     * @param bool $isSigned by an authority, whose certificate is the file `authority`; false: by itself
     * @param string $name for which the certificate is good
     * @param int $days how long; 0: it has expired by the time that this returns
     */
    public static function start(bool $isSigned, string $name, int $days): self
    {
        $folder = sys_get_temp_dir() . '/dolisync-tls-' . bin2hex(random_bytes(6));
        mkdir($folder);
        file_put_contents("$folder/openssl.cnf", "[req]\ndistinguished_name = dn\n[dn]\n[server]\nsubjectAltName = $name\n[authority]\nbasicConstraints = critical,CA:TRUE\n");
        $options = ['config' => "$folder/openssl.cnf", 'private_key_bits' => 2048, 'digest_alg' => 'sha256'];
        $make = static function (string $subject, string $extensions, ?array $signer, int $days) use ($options): array {
            $key = openssl_pkey_new($options);
            $request = openssl_csr_new(['commonName' => $subject], $key, $options);
            $certificate = openssl_csr_sign($request, $signer[0] ?? null, $signer[1] ?? $key, $days, $options + ['x509_extensions' => $extensions], random_int(1, 1 << 30));
            return [$certificate, $key];
        };
        $authority = $make('Tests of DoliSync', 'authority', null, 30);
        [$certificate, $key] = $make('DoliSync', 'server', $isSigned ? $authority : null, $days);
        // No certificate can be made that has expired already.
        while ($days === 0 && time() <= openssl_x509_parse($certificate)['validTo_time_t']) {
            usleep(100_000);
        }
        openssl_x509_export_to_file($authority[0], "$folder/authority.pem");
        openssl_x509_export($certificate, $pem);
        openssl_pkey_export($key, $secret, null, $options);
        file_put_contents("$folder/server.pem", $pem . $secret);
        $code = sprintf(
            '$s = stream_socket_server("tcp://127.0.0.1:0", $n, $m, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, stream_context_create(["ssl" => ["local_cert" => %s]]));
            echo stream_socket_get_name($s, false), "\n";
            $end = time() + %d;
            while (time() < $end) {
                $c = @stream_socket_accept($s, 1);
                if ($c && @stream_socket_enable_crypto($c, true, STREAM_CRYPTO_METHOD_TLS_SERVER)) {
                    fread($c, 8192);
                    fwrite($c, "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
                }
                if ($c) { fclose($c); }
            }',
            var_export("$folder/server.pem", true),
            self::LIFE
        );
        $process = proc_open([PHP_BINARY, '-r', $code], [1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes);
        return new self($process, (int) substr((string) strrchr(trim((string) fgets($pipes[1])), ':'), 1), "$folder/authority.pem");
    }

    public function stop(): void
    {
        proc_terminate($this->process);
        proc_close($this->process);
        array_map('unlink', glob(dirname($this->authority) . '/*') ?: []);
        rmdir(dirname($this->authority));
    }
}
