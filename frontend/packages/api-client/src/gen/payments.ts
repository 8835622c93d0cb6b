// Generated from docs/reference/openapi/payments.json by "npm run gen". Do not edit.
export interface paths {
    "/api/payments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments
         * @description Your own payments, newest first; admin, staff and viewer see everybody's.
         */
        get: operations["payments_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/{payment_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment
         * @description Somebody else's payment is answered like one that does not exist.
         */
        get: operations["payments_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/{payment_id}/refunds/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give money back
         * @description A part of a captured payment, or all that is left of it; never more than was captured, whatever is asked for at the same time. Asks for a second factor shown within five minutes. While the provider does not answer this is a 503: the refund is promised and finished in the background, and sending the same request with the same Idempotency-Key tells how it ended.
         */
        post: operations["payments_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description * `CHF` - CHF
         *     * `EUR` - EUR
         *     * `GBP` - GBP
         *     * `JPY` - JPY
         *     * `KWD` - KWD
         *     * `PLN` - PLN
         *     * `SEK` - SEK
         *     * `USD` - USD
         * @enum {string}
         */
        CurrencyEnum: "CHF" | "EUR" | "GBP" | "JPY" | "KWD" | "PLN" | "SEK" | "USD";
        PaginatedPaymentList: {
            /** @example 123 */
            count: number;
            /**
             * Format: uri-reference
             * @example /api/things/?page=4
             */
            next?: string | null;
            /**
             * Format: uri-reference
             * @example /api/things/?page=2
             */
            previous?: string | null;
            results: components["schemas"]["Payment"][];
        };
        Payment: {
            /** @description What was asked for, as a decimal string: "129.00". */
            readonly amount: string;
            /** @description What was taken; zero until then. */
            readonly captured: string;
            /** Format: date-time */
            created_at: string;
            currency: components["schemas"]["CurrencyEnum"];
            /** Format: uuid */
            customer_id: string;
            /** @description Why the provider refused; null otherwise. */
            readonly decline_code: string | null;
            /** Format: uuid */
            id: string;
            method: string;
            /** Format: uuid */
            order_id: string;
            /** @description What was given back; never more than was taken. */
            readonly refunded: string;
            readonly status: components["schemas"]["PaymentStatusEnum"];
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @description * `authorized` - authorized
         *     * `cancelled` - cancelled
         *     * `completed` - completed
         *     * `failed` - failed
         *     * `partially_refunded` - partially_refunded
         *     * `processing` - processing
         *     * `refunded` - refunded
         * @enum {string}
         */
        PaymentStatusEnum: "authorized" | "cancelled" | "completed" | "failed" | "partially_refunded" | "processing" | "refunded";
        /** @description RFC 9457. `type` names a section of the problem documentation. */
        Problem: {
            detail: string;
            errors?: components["schemas"]["ProblemField"][];
            /** @description The request id, as urn:uuid. */
            instance: string;
            status: number;
            title: string;
            /** @description /problems/<slug>: stable, documented. */
            type: string;
        };
        ProblemField: {
            code: string;
            detail: string;
            /** @description JSON pointer (RFC 6901) to the value in the body. */
            pointer: string;
        };
        /** @description How much to give back, and why. */
        RefundInputRequest: {
            /** @description A decimal string, "29.00"; all that is left when left out. */
            amount?: string;
            /**
             * @description For the books.
             * @default
             */
            reason?: string;
        };
        /** @description A refund, and the payment after it. */
        RefundOutput: {
            /** @description What was given back by this refund. */
            readonly amount: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            id: string;
            payment: components["schemas"]["Payment"];
            reason: string;
            status: components["schemas"]["RefundOutputStatusEnum"];
        };
        /**
         * @description * `succeeded` - succeeded
         * @enum {string}
         */
        RefundOutputStatusEnum: "succeeded";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    payments_list: {
        parameters: {
            query?: {
                order_id?: string;
                /** @description From 1. */
                page?: number;
                /** @description 1 to 100; 20 when left out. */
                page_size?: number;
                /**
                 * @description * `authorized` - authorized
                 *     * `cancelled` - cancelled
                 *     * `completed` - completed
                 *     * `failed` - failed
                 *     * `partially_refunded` - partially_refunded
                 *     * `processing` - processing
                 *     * `refunded` - refunded
                 */
                status?: "authorized" | "cancelled" | "completed" | "failed" | "partially_refunded" | "processing" | "refunded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedPaymentList"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission payments.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payments_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission payments.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payments_refund: {
        parameters: {
            query?: never;
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundOutput"];
                };
            };
            /** @description validation-error · idempotency-key-required · card-data-not-allowed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission payments.refund. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-exceeds-captured (`refundable`: what is left, in minor units) · invalid-state: it was not captured · refund-refused: by the provider · idempotency-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused: this key belongs to another body. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description deadline-exceeded: try again with the same key. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
