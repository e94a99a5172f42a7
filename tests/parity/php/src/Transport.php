<?php

declare(strict_types=1);

namespace Omneo\Appointments;

use Omneo\Appointments\Exception\ConnectionException;
use Omneo\Appointments\Exception\TimeoutException;

/** One try over curl: sends a request and returns the whole answer. Knows no resource and repeats nothing. */
final class Transport
{
    private const LONGEST_BODY = 16 * 1024 * 1024; // bytes that are kept
    // What no repetition mends: an address that is none, and whatever TLS refuses.
    private const LASTING = [
        CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER, CURLE_SSL_CACERT, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
    ];

    private readonly \CurlHandle $curl;

    /** @param float $timeout seconds for the whole try, from the first byte sent to the last byte read */
    public function __construct(private readonly float $timeout)
    {
        $this->curl = curl_init();
    }

    /**
     * @param list<string> $headers each as `Name: value`
     * @param ?string $body null for none
     * @throws ConnectionException if there is no answer, or not a whole one
     */
    public function send(string $method, string $url, array $headers, ?string $body): Response
    {
        $received = [];
        $content = '';
        curl_reset($this->curl);
        curl_setopt_array($this->curl, $this->options($method, $url) + ($body === null ? [] : [CURLOPT_POSTFIELDS => $body]) + [
            CURLOPT_HTTPHEADER => [...$headers, 'Expect:'], // curl would ask before it sends a longer body
            CURLOPT_HEADERFUNCTION => static function (\CurlHandle $_, string $line) use (&$received): int {
                if (str_starts_with($line, 'HTTP/')) {
                    $received = []; // of an interim answer
                } elseif (str_contains($line, ':')) {
                    [$name, $value] = explode(':', $line, 2);
                    $received[strtolower($name)][] = trim($value, " \t\r\n");
                }
                return strlen($line);
            },
            CURLOPT_WRITEFUNCTION => static function (\CurlHandle $_, string $chunk) use (&$content): int {
                $content .= strlen($content) < self::LONGEST_BODY ? $chunk : ''; // a longer body is cut, so it is not JSON
                return strlen($chunk);
            },
        ]);
        if (curl_exec($this->curl) === false) {
            throw $this->failure();
        }
        return new Response(curl_getinfo($this->curl, CURLINFO_RESPONSE_CODE), $received, $content);
    }

    /** @return array<int, mixed> */
    private function options(string $method, string $url): array
    {
        $isLoopback = in_array(parse_url($url, PHP_URL_HOST), ['localhost', '127.0.0.1', '[::1]'], true);
        return [
            CURLOPT_URL => $url,
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_TIMEOUT_MS => (int) ceil($this->timeout * 1000),
            CURLOPT_NOSIGNAL => true,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_FOLLOWLOCATION => false,
            // On a kept connection that turns out dead curl sends the request again by itself; RetryPolicy decides.
            CURLOPT_FORBID_REUSE => true,
        ] + ($isLoopback ? [CURLOPT_PROXY => ''] : []);
    }

    private function failure(): ConnectionException
    {
        $code = curl_errno($this->curl);
        $reason = curl_error($this->curl);
        return $code === CURLE_OPERATION_TIMEDOUT
            ? new TimeoutException("no whole answer within $this->timeout s: $reason")
            : new ConnectionException($reason, !in_array($code, self::LASTING, true));
    }
}
