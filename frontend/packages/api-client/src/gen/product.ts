// Generated from docs/reference/openapi/product.json by "npm run gen". Do not edit.
export interface paths {
    "/api/categories/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Categories
         * @description The whole tree: each category before what stands below it, siblings in the order of the shop's shelves, each with the number of products on sale in it and below.
         */
        get: operations["categories_list"];
        put?: never;
        /**
         * Make a category
         * @description Without a position it comes last among its siblings. At most four categories stand above one.
         */
        post: operations["categories_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/categories/{slug}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One category
         * @description Answers an ETag: send it back as If-None-Match to be told 304, as If-Match to change it.
         */
        get: operations["categories_retrieve"];
        /**
         * Replace a category
         * @description Its slug is for ever. Another parent moves it, with everything below it.
         */
        put: operations["categories_update"];
        post?: never;
        /**
         * Delete a category
         * @description Only one with nothing in it: no category below it and no product, on sale or taken off sale.
         */
        delete: operations["categories_destroy"];
        options?: never;
        head?: never;
        /** Change some of a category */
        patch: operations["categories_partial_update"];
        trace?: never;
    };
    "/api/products/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products on sale
         * @description Search, filter and sort. A misspelled parameter is refused, so that it cannot pass for an answer. Follow `next` and `previous`: their cursors cost the same on every page. Counting stops at 1,000.
         */
        get: operations["products_list"];
        put?: never;
        /**
         * List a product
         * @description For admin, staff and vendors. What a vendor lists belongs to the organisation that the vendor sells for, or without one to the vendor.
         */
        post: operations["products_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product
         * @description With what goes with it and the way down to its category. Answers an ETag: send it back as If-None-Match to be told 304, as If-Match to change it.
         */
        get: operations["products_retrieve"];
        /** Replace a product */
        put: operations["products_update"];
        post?: never;
        /**
         * Take a product off sale
         * @description Orders that hold it keep it.
         */
        delete: operations["products_destroy"];
        options?: never;
        head?: never;
        /**
         * Change some of a product
         * @description A new price survives sales in between; a stock count does not, it needs the ETag of this moment.
         */
        patch: operations["products_partial_update"];
        trace?: never;
    };
    "/api/products/{product_id}/images/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pictures of a product
         * @description Those that were uploaded, in the order of the gallery. The first is the product's `image`. The ETag is the product's: a change of any of them is a change of the product.
         */
        get: operations["product_images_list"];
        put?: never;
        /**
         * Add a picture
         * @description A JPEG, PNG, WebP or GIF of at most 5 MiB and 25 million pixels. What is kept are copies as WebP, 256, 512 and 1024 pixels wide or high at most, set upright and without metadata; of an animation, the first frame. It comes last in the gallery, which has ten places. A picture that is in it already is answered again.
         */
        post: operations["product_images_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/images/{image_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a picture out of the gallery
         * @description Orders that show it go on doing so.
         */
        delete: operations["product_images_destroy"];
        options?: never;
        head?: never;
        /**
         * Change or move a picture
         * @description What it says to those who do not see it, and its place in the gallery.
         */
        patch: operations["product_images_partial_update"];
        trace?: never;
    };
    "/api/products/{product_id}/recommendations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What goes with a product
         * @description From orders and visits, computed anew every quarter of an hour. Lists may be empty.
         */
        get: operations["products_recommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a product on sale again
         * @description With the SKU, stock, pictures and reviews it had. One that is on sale stays as it is.
         */
        post: operations["products_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/reviews/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviews of a product
         * @description Published ones. `summary` is of all of them, whatever is filtered.
         */
        get: operations["reviews_list"];
        put?: never;
        /**
         * Review a product
         * @description Once for each product, bought or not; `verified` says which. Whether it was bought is asked while you wait, for a second at most, and otherwise later. Some words make it wait for a moderator: `pending`.
         */
        post: operations["reviews_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/reviews/{review_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take your review back
         * @description Its stars count no more. After a rejection, one written anew waits for a moderator.
         */
        delete: operations["reviews_delete"];
        options?: never;
        head?: never;
        /**
         * Change your review
         * @description The rules that may hold it back are asked again.
         */
        patch: operations["reviews_change"];
        trace?: never;
    };
    "/api/products/{product_id}/reviews/{review_id}/reply/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reply to a review
         * @description For who manages the product: one reply, which another one replaces.
         */
        put: operations["reviews_reply"];
        post?: never;
        /**
         * Take a reply back
         * @description The review has none then; of one that had none, nothing changes.
         */
        delete: operations["reviews_reply_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/reviews/{review_id}/report/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a review
         * @description Once each; again changes nothing. Reported by several people, it waits for a moderator.
         */
        post: operations["reviews_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/reviews/mine/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your review of a product
         * @description Whatever its state, with what a moderator said. Its ETag is what a change has to send back. 204 while there is none, which is no mistake of who asks.
         */
        get: operations["reviews_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/stock/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stock of one product */
        get: operations["stock_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * From how many down it is low
         * @description Sales in between do not stand in the way; another threshold does.
         */
        patch: operations["stock_partial_update"];
        trace?: never;
    };
    "/api/products/{product_id}/stock/adjustments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * More or less on the shelf, and why
         * @description Never below what is promised to orders that are being paid. It stands in the ledger with who did it. Sent again with the same Idempotency-Key, it happens once. `counted` needs If-Match with the stock's ETag: the difference to what was counted is right only while as many are on hand as one has seen.
         */
        post: operations["stock_adjustments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/stock/movements/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that ever came and went
         * @description Newest first; what is on hand is the sum of it. Reservations move nothing until they are paid.
         */
        get: operations["stock_movements_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create and change many products
         * @description At most 500 rows, each with the SKU of the product that it makes or changes. All of them, or none: when a row is bad, `errors` points at each mistake (`/6/price`) and nothing is written.
         */
        post: operations["products_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How events stand
         * @description What this service has not been able to send, and what it could not handle yet.
         */
        get: operations["events_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/events/dead/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dead letters
         * @description Events that a consumer of this service could not handle, and that nobody has replayed yet; the oldest first. Later events of the same aggregate wait behind them.
         */
        get: operations["dead_letters_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/events/dead/{letter_id}/replay/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a dead letter
         * @description Hands the event to its consumer once more, and then those that wait behind it. One with the reason `gap` is handled without what is missing before it.
         */
        post: operations["dead_letter_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/events/dead/replay/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay all dead letters
         * @description The oldest 100, one after the other; those that fail again stay in the list with their new reason.
         */
        post: operations["dead_letters_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products as a file
         * @description CSV that an import takes back unchanged, with the filters of the list; for vendors, of what they manage. Written while it is read, however long it is. A cell that a spreadsheet would run begins with an apostrophe, which an import takes away again.
         */
        get: operations["products_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/facets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures beside the list
         * @description How the products that a list's filters leave divide among categories, prices, stars, stock and sellers.
         */
        get: operations["products_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/imports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports
         * @description Newest first: one's own, and everybody's for admin and staff.
         */
        get: operations["imports_list"];
        put?: never;
        /**
         * Send a file of products
         * @description CSV with a line of names: sku, name, description, category, price, currency, stock, picture, alt, of which only sku must be there. Products are found by SKU: what has it already is changed where it differs, what has not is listed. Every row is checked before the first is written, and with one bad row nothing is. The answer comes before the work: ask for the import until it is over.
         */
        post: operations["imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/imports/{import_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is */
        get: operations["imports_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/imports/{import_id}/apply/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write what was checked
         * @description After a dry run without a mistake. What changed in the catalogue since is seen: a row that is impossible by now is left out as a whole and told among the errors.
         */
        post: operations["imports_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/imports/{import_id}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an import
         * @description It ends with the chunk in hand; what is written stays.
         */
        post: operations["imports_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/imports/{import_id}/errors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is wrong with the file
         * @description As CSV, in the order of the rows: row, column, code, detail.
         */
        get: operations["imports_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/recommended/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Because you viewed
         * @description For what was looked at, the latest first: rows of what others looked at and bought with it.
         */
        get: operations["products_recommended"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/reviews/{review_id}/decision/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish or reject a review
         * @description Whatever its state; reports of it are settled by this. Its author is shown the reason. Nobody decides about a review of one's own.
         */
        post: operations["reviews_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/reviews/moderation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviews to decide on
         * @description Those that wait, longest first; or those of another state, newest first.
         */
        get: operations["reviews_moderation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/search/reindex/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the whole catalogue into an index again
         * @description The worker does it, chunk by chunk, while the shop is open and searched. One that is under way already goes on, and none is begun beside it.
         */
        post: operations["search_reindex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/search/state/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the search finds everything
         * @description Of each index: what waits to get into it, and how far the newest reindexing is.
         */
        get: operations["search_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/stock/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock of what one manages
         * @description Of what is on sale, by product id: everything for admin and staff, for a vendor the products of the organisation, or without one the vendor's own. `level` says where to look.
         */
        get: operations["stock_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/suggest/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggestions while typing
         * @description Whole searches that find something, categories by their names, and the best products. A slip of the finger in a word that no product has is forgiven, as it is in the search itself.
         */
        get: operations["products_suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/views/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody looked at a product
         * @description What `viewed_also` is computed from. Kept for 30 days under the random number alone, beside which there is no account, no address and no order.
         */
        post: operations["products_view"];
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
         * @description * `received` - received
         *     * `returned` - returned
         *     * `damaged` - damaged
         *     * `lost` - lost
         *     * `found` - found
         *     * `counted` - counted
         * @enum {string}
         */
        AdjustmentInputReasonEnum: "received" | "returned" | "damaged" | "lost" | "found" | "counted";
        /** @description A serializer for input that refuses fields it does not declare. */
        AdjustmentInputRequest: {
            /** @default  */
            note?: string;
            /** @description Signed: so many more, or less, and not 0. */
            quantity: number;
            /**
             * @description received, returned and found are more; damaged and lost are less; counted is either.
             *
             *     * `received` - received
             *     * `returned` - returned
             *     * `damaged` - damaged
             *     * `lost` - lost
             *     * `found` - found
             *     * `counted` - counted
             */
            reason: components["schemas"]["AdjustmentInputReasonEnum"];
        };
        Author: {
            /**
             * Format: uuid
             * @description Null once the account is gone.
             */
            id: string | null;
            /** @description A first name and an initial, or "A customer". */
            name: string;
        };
        Because: {
            id: number;
            name: string;
        };
        BecauseRow: {
            because: components["schemas"]["Because"];
            products: components["schemas"]["ProductCard"][];
        };
        Beside: {
            /** @description In the same orders, most often first. */
            bought_together: components["schemas"]["ProductCard"][];
            /**
             * Format: date-time
             * @description Null before the first computation.
             */
            computed_at: string | null;
            /** @description By the same visitors, most often first. */
            viewed_also: components["schemas"]["ProductCard"][];
        };
        CardRating: {
            /** @description "4.3"; null while nobody has reviewed it. */
            average: string | null;
            count: number;
        };
        CardStock: {
            /** @description Units that nobody holds. */
            available: number;
            level: components["schemas"]["LevelEnum"];
        };
        Category: {
            /** @description How many categories stand above it. */
            depth: number;
            name: string;
            /** @description The slug of the one above; null at the top. */
            parent: string | null;
            /** @description The slugs from the top down to this one. */
            readonly path: string[];
            /** @description Among its siblings, lowest first. */
            position: number;
            /** @description Products on sale in it and below. */
            product_count: number;
            slug: string;
            /** @description Background for the category's pictures, #RRGGBB. */
            tint: string;
        };
        CategoryFigures: {
            /** @description In it and below. */
            count: number;
            name: string;
            parent: string | null;
            slug: string;
        };
        /** @description What may change. In a PUT, a position that is not given stays. */
        CategoryInputRequest: {
            name: string;
            /** @description The slug of the one above; null for the top. */
            parent?: string | null;
            /** @description Among its siblings. */
            position?: number;
            /** @description Background for its pictures, #RRGGBB. */
            tint: string;
        };
        CategoryRef: {
            name: string;
            slug: string;
            /** @description Background for the category's pictures, #RRGGBB. */
            tint: string;
        };
        /**
         * @description * `exact` - exact
         *     * `at_least` - at_least
         * @enum {string}
         */
        CountRelationEnum: "exact" | "at_least";
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
        DeadLetter: {
            aggregate?: string;
            aggregate_id?: string;
            /** Format: int64 */
            attempts: number;
            consumer: string;
            /** Format: date-time */
            created_at?: string;
            error: string;
            /** Format: uuid */
            event_id: string;
            readonly id: number;
            /**
             * @description failed: its handler refused it five times; gap: what comes before it is missing.
             *
             *     * `failed` - Failed
             *     * `gap` - Gap
             */
            reason: components["schemas"]["DeadLetterReasonEnum"];
            subject: string;
            /** @description Events of the same aggregate that wait until it is replayed. */
            waiting_behind: number;
        };
        /**
         * @description * `failed` - Failed
         *     * `gap` - Gap
         * @enum {string}
         */
        DeadLetterReasonEnum: "failed" | "gap";
        /**
         * @description * `publish` - publish
         *     * `reject` - reject
         * @enum {string}
         */
        DecisionEnum: "publish" | "reject";
        /** @description A serializer for input that refuses fields it does not declare. */
        DecisionInputRequest: {
            decision: components["schemas"]["DecisionEnum"];
            /**
             * @description Told to the author, and kept in the audit log: name nobody. A rejection needs one.
             * @default
             */
            reason?: string;
            /** @description Of the review as you have read it; 412 when its author has changed it since. */
            version?: number;
        };
        EventReplayed: {
            replayed: boolean;
        };
        EventsReplayed: {
            failed: number;
            replayed: number;
        };
        EventsSummary: {
            /** @description Whether a broker answers. */
            broker: boolean;
            /** @description Events that nobody could handle, not replayed yet. */
            dead: number;
            outbox: components["schemas"]["Outbox"];
            /** @description Events that wait for one before them. */
            parked: number;
        };
        Facets: {
            categories: components["schemas"]["CategoryFigures"][];
            count: number;
            /**
             * @description `at_least`: the figures are those of the first thousand or fewer that were looked at.
             *
             *     * `exact` - exact
             *     * `at_least` - at_least
             */
            count_relation: components["schemas"]["CountRelationEnum"];
            in_stock: components["schemas"]["InStockFacet"];
            prices: components["schemas"]["PriceFigures"][];
            ratings: components["schemas"]["RatingFigures"][];
            vendors: components["schemas"]["VendorFigures"][];
        };
        /**
         * @description * `link` - link
         *     * `contact` - contact
         *     * `shouting` - shouting
         *     * `repetition` - repetition
         *     * `language` - language
         *     * `reported` - reported
         *     * `rejected_before` - rejected_before
         * @enum {string}
         */
        HeldForEnum: "link" | "contact" | "shouting" | "repetition" | "language" | "reported" | "rejected_before";
        /** @description How many reviews gave so many stars. */
        Histogram: {
            1: number;
            2: number;
            3: number;
            4: number;
            5: number;
        };
        Image: {
            /** @description What it shows, for those who do not see it. */
            alt: string;
            /** @description Path under the gateway's origin. */
            url: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ImageInputRequest: {
            /** @default  */
            alt?: string;
            /** @description A drawing of the shop's, /media/products/1f4bb.webp, or one of the product's own pictures: it then is the first. */
            url: string;
        };
        ImportOutput: {
            /** @description Of a dry run: foreseen. */
            created: number;
            /** Format: date-time */
            created_at: string;
            /** @description Checked, and written only when it is applied. */
            dry_run: boolean;
            error_count: number;
            /** @description The first hundred of them. */
            readonly errors: components["schemas"]["MistakeOutput"][];
            /** Format: date-time */
            finished_at: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description null while they are being counted. */
            rows: number | null;
            rows_checked: number;
            /**
             * Format: double
             * @description While it was worked on.
             */
            rows_per_second: number | null;
            /** @description Dealt with: written, or found to be as they were. */
            rows_written: number;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ImportState"];
            /** @description Of a dry run: foreseen. */
            unchanged: number;
            /** @description Of a dry run: foreseen. */
            updated: number;
        };
        ImportPage: {
            next: string | null;
            previous: string | null;
            results: components["schemas"]["ImportOutput"][];
        };
        /**
         * @description * `queued` - queued
         *     * `checking` - checking
         *     * `checked` - checked
         *     * `invalid` - invalid
         *     * `writing` - writing
         *     * `done` - done
         *     * `failed` - failed
         *     * `cancelled` - cancelled
         * @enum {string}
         */
        ImportState: "queued" | "checking" | "checked" | "invalid" | "writing" | "done" | "failed" | "cancelled";
        IndexOutput: {
            /** @description Everything on sale can be found in it. */
            complete: boolean;
            /** @description The newest reindexing; null when there was none. */
            run: components["schemas"]["RunOutput"] | null;
            /** @description Searches are answered from it. */
            searched: boolean;
            target: components["schemas"]["TargetEnum"];
            /** @description Products whose change it does not show yet, counted up to 10,000. */
            waiting: number;
            waiting_relation: components["schemas"]["CountRelationEnum"];
        };
        InStockFacet: {
            available: number;
            sold_out: number;
        };
        /**
         * @description * `received` - received
         *     * `sold` - sold
         *     * `returned` - returned
         *     * `adjusted` - adjusted
         *     * `damaged` - damaged
         *     * `lost` - lost
         *     * `found` - found
         *     * `counted` - counted
         * @enum {string}
         */
        KindEnum: "received" | "sold" | "returned" | "adjusted" | "damaged" | "lost" | "found" | "counted";
        /**
         * @description * `in_stock` - in_stock
         *     * `low` - low
         *     * `out` - out
         * @enum {string}
         */
        LevelEnum: "in_stock" | "low" | "out";
        MistakeOutput: {
            code: string;
            /** @description Empty: the row as a whole. */
            column: string;
            detail: string;
            /** @description As a spreadsheet counts: the names of the columns are row 1. */
            row: number;
        };
        MovementOutput: {
            /** Format: date-time */
            at: string;
            /**
             * Format: uuid
             * @description Who did it; null: the shop itself, selling.
             */
            by: string | null;
            id: number;
            /**
             * @description `adjusted`: why was not kept.
             *
             *     * `received` - received
             *     * `sold` - sold
             *     * `returned` - returned
             *     * `adjusted` - adjusted
             *     * `damaged` - damaged
             *     * `lost` - lost
             *     * `found` - found
             *     * `counted` - counted
             */
            kind: components["schemas"]["KindEnum"];
            note: string;
            /** @description null on old ones. */
            on_hand_after: number | null;
            /** @description Signed: what came is positive, what went is negative. */
            quantity: number;
            /**
             * Format: uuid
             * @description Of what was sold: the order's id.
             */
            reservation_id: string | null;
        };
        MovementPage: {
            /** @description Relative URL of the page after this one. */
            next: string | null;
            /** @description Relative URL of the page before this one. */
            previous: string | null;
            results: components["schemas"]["MovementOutput"][];
        };
        /** @description What may change. In a PUT, a position that is not given stays. */
        NewCategoryInputRequest: {
            name: string;
            /** @description The slug of the one above; null for the top. */
            parent?: string | null;
            /** @description Among its siblings. */
            position?: number;
            /** @description In addresses, for ever. */
            slug: string;
            /** @description Background for its pictures, #RRGGBB. */
            tint: string;
        };
        /** @description An empty object: what an operation is sent that needs to know nothing. */
        NoFieldsRequest: Record<string, never>;
        Outbox: {
            /**
             * Format: date-time
             * @description When the oldest of them happened.
             */
            oldest_at: string | null;
            /** @description Committed events that the broker does not have yet. */
            waiting: number;
        };
        PaginatedDeadLetterList: {
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
            results: components["schemas"]["DeadLetter"][];
        };
        /** @description A product with its SKU. Of one that is there already, what is not given stays as it is. */
        PatchedBulkRowRequest: {
            /** @description The category's slug. */
            category?: string;
            currency?: components["schemas"]["CurrencyEnum"];
            description?: string;
            image?: components["schemas"]["ImageInputRequest"];
            name?: string;
            /** @description Plain decimal string: "129.00". */
            price?: string;
            /** @description Capital letters, digits and dashes. */
            sku?: string;
            /** @description Units in the warehouse, reserved ones included. */
            stock?: number;
        };
        /** @description What may change. In a PUT, a position that is not given stays. */
        PatchedCategoryInputRequest: {
            name?: string;
            /** @description The slug of the one above; null for the top. */
            parent?: string | null;
            /** @description Among its siblings. */
            position?: number;
            /** @description Background for its pictures, #RRGGBB. */
            tint?: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedLowAtInputRequest: {
            low_at?: number;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedPictureInputRequest: {
            /** @description What it shows, for those who do not see it. */
            alt?: string;
            /** @description From 0; beyond the end is the end. */
            position?: number;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedProductInputRequest: {
            /** @description The category's slug. */
            category?: string;
            currency?: components["schemas"]["CurrencyEnum"];
            description?: string;
            image?: components["schemas"]["ImageInputRequest"];
            name?: string;
            /** @description Plain decimal string: "129.00". */
            price?: string;
            /** @description Capital letters, digits and dashes. */
            sku?: string;
            /** @description Units in the warehouse, reserved ones included. */
            stock?: number;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedReviewInputRequest: {
            /** @description Stars. */
            rating?: number;
            /** @description May be empty. */
            text?: string;
            title?: string;
        };
        /** @description One picture of a gallery. */
        Picture: {
            /** @description What it shows, for those who do not see it. */
            alt: string;
            height: number;
            /** @description Null for a drawing of the shop's, which nobody uploaded. */
            id: number | null;
            /** @description The copies there are, narrowest first. */
            sources: components["schemas"]["Source"][];
            /** @description Path under the gateway's origin. */
            url: string;
            /** @description Of the largest copy, in pixels. */
            width: number;
        };
        Pictured: {
            alt: string;
            /** @description Path under the gateway's origin. */
            url: string;
        };
        PlacedCategory: {
            name: string;
            /** @description The way down to it from the top, itself included. */
            path: components["schemas"]["Step"][];
            slug: string;
            /** @description Background for the category's pictures, #RRGGBB. */
            tint: string;
        };
        PriceFigures: {
            count: number;
            /** @description The same; null for the dearest. */
            max: string | null;
            /** @description As the filter takes it: "10.00". */
            min: string;
        };
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
        Product: {
            category: components["schemas"]["CategoryRef"];
            /** Format: date-time */
            created_at: string;
            /** @description ISO 4217. */
            currency: string;
            description: string;
            id: number;
            image: components["schemas"]["Image"];
            readonly images: components["schemas"]["Picture"][];
            name: string;
            /** @description Decimal string, every digit of the currency. */
            price: string;
            rating: components["schemas"]["Stars"];
            sku: string;
            readonly stock: components["schemas"]["Stock"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: uuid
             * @description Whose it is: an organisation's id, else a vendor's.
             */
            vendor: string | null;
        };
        ProductCard: {
            category: components["schemas"]["CategoryRef"];
            /** @description ISO 4217. */
            currency: string;
            id: number;
            image: components["schemas"]["Image"];
            name: string;
            /** @description Decimal string, every digit of the currency. */
            price: string;
            readonly rating: components["schemas"]["CardRating"];
            readonly stock: components["schemas"]["CardStock"];
        };
        ProductDetail: {
            category: components["schemas"]["PlacedCategory"];
            /** Format: date-time */
            created_at: string;
            /** @description ISO 4217. */
            currency: string;
            description: string;
            id: number;
            image: components["schemas"]["Image"];
            readonly images: components["schemas"]["Picture"][];
            name: string;
            /** @description Decimal string, every digit of the currency. */
            price: string;
            rating: components["schemas"]["Stars"];
            /** @description At most four that go with it. */
            related: components["schemas"]["RelatedProduct"][];
            sku: string;
            readonly stock: components["schemas"]["Stock"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: uuid
             * @description Whose it is: an organisation's id, else a vendor's.
             */
            vendor: string | null;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ProductInputRequest: {
            /** @description The category's slug. */
            category: string;
            currency: components["schemas"]["CurrencyEnum"];
            description: string;
            image?: components["schemas"]["ImageInputRequest"];
            name: string;
            /** @description Plain decimal string: "129.00". */
            price: string;
            /** @description Capital letters, digits and dashes. */
            sku: string;
            /** @description Units in the warehouse, reserved ones included. */
            stock: number;
        };
        ProductPage: {
            /** @description What was searched instead, when no product had all the words. */
            corrected_query: string | null;
            /** @description How many match, as far as they were counted. */
            count: number;
            /**
             * @description Counting stops at 1,000, and where few of very many match.
             *
             *     * `exact` - exact
             *     * `at_least` - at_least
             */
            count_relation: components["schemas"]["CountRelationEnum"];
            /** @description Where the list goes on; null at its end. */
            next: string | null;
            /** @description What comes before; null at the beginning. */
            previous: string | null;
            results: components["schemas"]["Product"][];
        };
        ProductRef: {
            id: number;
            name: string;
        };
        PutProduct: {
            /** @description Whether there was no product with this SKU before. */
            created: boolean;
            id: number;
            /** @description Of its row, from 0. */
            index: number;
            sku: string;
        };
        PutProducts: {
            created: number;
            results: components["schemas"]["PutProduct"][];
            /** @description Rows that say what is so already. */
            unchanged: number;
            updated: number;
        };
        /** @description `context["reader"]` is who asks; `context["moderator"]` that they may see what moderators see. */
        Queued: {
            author: components["schemas"]["Author"];
            /** Format: date-time */
            created_at: string;
            /** @description Why it waits; told to its author and to moderators. */
            readonly held_for: components["schemas"]["HeldForEnum"][];
            id: number;
            product: components["schemas"]["ProductRef"];
            product_id: number;
            /** @description 1 to 5 stars. */
            rating: number;
            /** @description What a moderator told its author; told to the same. */
            readonly reason: string;
            /** @description Of who sells the product. */
            readonly reply: components["schemas"]["Reply"] | null;
            /** @description Open reports: how many readers gave which reason. */
            readonly reports: {
                [key: string]: number;
            };
            state: components["schemas"]["ReviewState"];
            text: string;
            title: string;
            /**
             * Format: date-time
             * @description When its author last changed it.
             */
            updated_at: string;
            /** @description The shop knows that its author bought the product. */
            verified: boolean;
            /** @description Counts changes by its author and by moderators. */
            version: number;
            /** @description Whoever asks has written it. */
            readonly yours: boolean;
        };
        QueuePage: {
            /** @description Where the next page is; null on the last. */
            next: string | null;
            /** @description Where the page before is; null on the first. */
            previous: string | null;
            results: components["schemas"]["Queued"][];
        };
        RatingFigures: {
            count: number;
            /** @description So many stars on average, or more. */
            min_rating: number;
        };
        Recommended: {
            results: components["schemas"]["BecauseRow"][];
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ReindexInputRequest: {
            /**
             * @description external: only where there is such an engine.
             *
             *     * `embedded` - Embedded
             *     * `external` - External
             */
            target: components["schemas"]["TargetEnum"];
        };
        RelatedProduct: {
            category: components["schemas"]["CategoryRef"];
            /** @description ISO 4217. */
            currency: string;
            id: number;
            image: components["schemas"]["Image"];
            name: string;
            /** @description Decimal string, every digit of the currency. */
            price: string;
        };
        Reply: {
            /** Format: date-time */
            at: string;
            text: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ReplyInputRequest: {
            text: string;
        };
        /**
         * @description * `spam` - spam
         *     * `offensive` - offensive
         *     * `off_topic` - off_topic
         *     * `personal` - personal
         *     * `other` - other
         * @enum {string}
         */
        ReportInputReasonEnum: "spam" | "offensive" | "off_topic" | "personal" | "other";
        /** @description A serializer for input that refuses fields it does not declare. */
        ReportInputRequest: {
            /**
             * @description What is wrong with it; moderators see how many said which.
             *
             *     * `spam` - spam
             *     * `offensive` - offensive
             *     * `off_topic` - off_topic
             *     * `personal` - personal
             *     * `other` - other
             */
            reason: components["schemas"]["ReportInputReasonEnum"];
        };
        /** @description `context["reader"]` is who asks; `context["moderator"]` that they may see what moderators see. */
        Review: {
            author: components["schemas"]["Author"];
            /** Format: date-time */
            created_at: string;
            /** @description Why it waits; told to its author and to moderators. */
            readonly held_for: components["schemas"]["HeldForEnum"][];
            id: number;
            product_id: number;
            /** @description 1 to 5 stars. */
            rating: number;
            /** @description What a moderator told its author; told to the same. */
            readonly reason: string;
            /** @description Of who sells the product. */
            readonly reply: components["schemas"]["Reply"] | null;
            state: components["schemas"]["ReviewState"];
            text: string;
            title: string;
            /**
             * Format: date-time
             * @description When its author last changed it.
             */
            updated_at: string;
            /** @description The shop knows that its author bought the product. */
            verified: boolean;
            /** @description Counts changes by its author and by moderators. */
            version: number;
            /** @description Whoever asks has written it. */
            readonly yours: boolean;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ReviewInputRequest: {
            /** @description Stars. */
            rating: number;
            /** @description May be empty. */
            text: string;
            title: string;
        };
        ReviewPage: {
            /** @description How many match; with `verified` counted up to 1,000. */
            count: number;
            /** @description Where the next page is; null on the last. */
            next: string | null;
            /** @description Where the page before is; null on the first. */
            previous: string | null;
            results: components["schemas"]["Review"][];
            summary: components["schemas"]["Summary"];
        };
        /**
         * @description * `pending` - pending
         *     * `published` - published
         *     * `rejected` - rejected
         * @enum {string}
         */
        ReviewState: "pending" | "published" | "rejected";
        RunOutput: {
            /** @description Products looked at so far, those off sale among them. */
            done: number;
            /** Format: date-time */
            finished_at: string | null;
            /**
             * Format: date-time
             * @description When its last chunk was done, while it is `running`.
             */
            seen_at: string;
            /**
             * @description waiting: nobody works on it at this moment; the worker will.
             *
             *     * `running` - running
             *     * `waiting` - waiting
             *     * `done` - done
             */
            standing: components["schemas"]["StandingEnum"];
            /** Format: date-time */
            started_at: string;
            /** @description As many as there were when it began. */
            total: number;
        };
        SearchState: {
            indexes: components["schemas"]["IndexOutput"][];
        };
        Shelved: {
            id: number;
            image: components["schemas"]["Pictured"];
            name: string;
            sku: string;
        };
        Source: {
            url: string;
            /** @description In pixels, for `srcset`. */
            width: number;
        };
        /**
         * @description * `running` - running
         *     * `waiting` - waiting
         *     * `done` - done
         * @enum {string}
         */
        StandingEnum: "running" | "waiting" | "done";
        Stars: {
            /** @description One digit behind the point: "4.3"; null without reviews. */
            average: string | null;
            /** @description Published reviews. */
            count: number;
        };
        Step: {
            name: string;
            slug: string;
        };
        Stock: {
            /** @description Units that nobody holds. */
            available: number;
            /**
             * @description `low` is 5 or fewer: say "Only 2 left".
             *
             *     * `in_stock` - in_stock
             *     * `low` - low
             *     * `out` - out
             */
            level: components["schemas"]["LevelEnum"];
            /** @description Units in the warehouse; told to who may change it. */
            on_hand?: number;
            /** @description Units held for open orders; told to the same. */
            reserved?: number;
        };
        StockFigures: {
            /** @description Units that nobody holds. */
            available: number;
            level: components["schemas"]["LevelEnum"];
            /** @description With so many available, or fewer, it is low and `stock.low` is told. */
            low_at: number;
            /** @description Units in the warehouse. */
            on_hand: number;
            product_id: number;
            /** @description Of them promised to orders that are being paid. */
            reserved: number;
        };
        StockPage: {
            /** @description Relative URL of the page after this one. */
            next: string | null;
            /** @description Relative URL of the page before this one. */
            previous: string | null;
            results: components["schemas"]["StockRow"][];
        };
        StockRow: {
            /** @description Units that nobody holds. */
            available: number;
            level: components["schemas"]["LevelEnum"];
            /** @description With so many available, or fewer, it is low and `stock.low` is told. */
            low_at: number;
            /** @description Units in the warehouse. */
            on_hand: number;
            product: components["schemas"]["Shelved"];
            /** @description Of them promised to orders that are being paid. */
            reserved: number;
        };
        SuggestedCategory: {
            name: string;
            slug: string;
        };
        SuggestedProduct: {
            category: components["schemas"]["CategoryRef"];
            /** @description ISO 4217. */
            currency: string;
            id: number;
            image: components["schemas"]["Image"];
            name: string;
            /** @description Decimal string, every digit of the currency. */
            price: string;
        };
        SuggestedQuery: {
            /** @description A search that finds something. */
            text: string;
        };
        SuggestionsAnswer: {
            /** @description At most 3. */
            categories: components["schemas"]["SuggestedCategory"][];
            /** @description At most 5. */
            products: components["schemas"]["SuggestedProduct"][];
            /** @description Best sellers' words first, at most 6. */
            queries: components["schemas"]["SuggestedQuery"][];
        };
        /** @description Of all published reviews of the product, whatever is asked for. */
        Summary: {
            /** @description "4.3"; null without reviews. */
            readonly average: string | null;
            count: number;
            readonly histogram: components["schemas"]["Histogram"];
        };
        /**
         * @description * `embedded` - Embedded
         *     * `external` - External
         * @enum {string}
         */
        TargetEnum: "embedded" | "external";
        VendorFigures: {
            count: number;
            /** Format: uuid */
            id: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ViewInputRequest: {
            /** Format: int64 */
            product_id: number;
            /**
             * Format: uuid
             * @description A random number that the browser made up for this visit, and keeps to itself.
             */
            visitor: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    categories_list: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["Category"][];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    categories_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCategoryInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
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
            /** @description Your role does not have the permission categories.manage. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict: another category has the slug or the name. */
            409: {
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
    categories_retrieve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
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
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    categories_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
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
            /** @description Your role does not have the permission categories.manage. */
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
            /** @description conflict: another category has the slug or the name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
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
    categories_destroy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Your role does not have the permission categories.manage. */
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
            /** @description category-not-empty. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
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
    categories_partial_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedCategoryInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
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
            /** @description Your role does not have the permission categories.manage. */
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
            /** @description conflict: another category has the slug or the name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
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
    products_list: {
        parameters: {
            query?: {
                /** @description A category's slug; those below it are in it. */
                category?: string;
                /** @description Where a page begins: follow `next` and `previous`. */
                cursor?: string;
                /**
                 * @description Only what can be bought now, or only what is sold out.
                 *
                 *     * `true` - true
                 *     * `false` - false
                 */
                in_stock?: "true" | "false";
                /** @description In EUR: "99.90". */
                max_price?: string;
                /** @description In EUR: "10.00". */
                min_price?: string;
                /**
                 * @description So many stars on average, or more.
                 *
                 *     * `1` - 1
                 *     * `2` - 2
                 *     * `3` - 3
                 *     * `4` - 4
                 *     * `5` - 5
                 */
                min_rating?: "1" | "2" | "3" | "4" | "5";
                /**
                 * @description Only what the caller manages: everything for admin and staff, for a vendor the products of the organisation, or without one the vendor's own. Needs a token.
                 *
                 *     * `true` - true
                 */
                mine?: "true";
                /**
                 * @description Without it: best match first when searching, else best selling.
                 *
                 *     * `popular` - popular
                 *     * `price` - price
                 *     * `-price` - -price
                 *     * `name` - name
                 *     * `-name` - -name
                 *     * `newest` - newest
                 *     * `rating` - rating
                 */
                ordering?: "popular" | "price" | "-price" | "name" | "-name" | "newest" | "rating";
                /** @description A page by its number, as long as it is among the first 10000 products. */
                page?: number;
                page_size?: number;
                /** @description Words, or beginnings of words, of name, SKU, category and description; all must be found. When no product has them all, what they were probably meant to be is searched, and told in `corrected_query`. */
                search?: string;
                /**
                 * @description With `mine`: what was taken off sale instead, newest first.
                 *
                 *     * `on_sale` - on_sale
                 *     * `deleted` - deleted
                 */
                state?: "on_sale" | "deleted";
                /** @description Whose the products are: a vendor's id or an organisation's. */
                vendor?: string;
            };
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description validation-error, unknown-parameter, invalid-cursor. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated: `mine` needs a token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden: `mine` is for managers. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found: a page after the last one. */
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
    products_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict, stock-below-reserved. */
            409: {
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
    products_retrieve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["ProductDetail"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    products_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you last saw it. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
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
            /** @description conflict, stock-below-reserved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    products_destroy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you last saw it. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Your role, or another seller's product. */
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
            /** @description conflict, stock-below-reserved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    products_partial_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you last saw it. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedProductInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
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
            /** @description conflict, stock-below-reserved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    product_images_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Picture"][];
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
    product_images_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "multipart/form-data": {
                    /** @description What it shows, for those who do not see it. */
                    alt?: string;
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picture"];
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
            /** @description Your role, or another seller's product. */
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
            /** @description gallery-full. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type: no such picture. */
            415: {
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
    product_images_destroy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                image_id: string;
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Your role, or another seller's product. */
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
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
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
    product_images_partial_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                image_id: string;
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedPictureInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picture"];
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
            /** @description Your role, or another seller's product. */
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
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
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
    products_recommendations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Beside"];
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
            /** @description not-found: not on sale. */
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
    products_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
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
    reviews_list: {
        parameters: {
            query?: {
                /** @description From `next` or `previous`, as it came. */
                cursor?: string;
                /**
                 * @description Without it: newest first.
                 *
                 *     * `newest` - newest
                 *     * `rating` - rating
                 *     * `-rating` - -rating
                 */
                ordering?: "newest" | "rating" | "-rating";
                /** @description 1 to 100; 20 without it. */
                page_size?: number;
                /**
                 * @description Only these stars.
                 *
                 *     * `1` - 1
                 *     * `2` - 2
                 *     * `3` - 3
                 *     * `4` - 4
                 *     * `5` - 5
                 */
                rating?: "1" | "2" | "3" | "4" | "5";
                /**
                 * @description Only by customers of whom the shop knows that they bought it.
                 *
                 *     * `true` - true
                 */
                verified?: "true";
            };
            header?: {
                /** @description The ETag of the copy you have; 304 when it is good. */
                "If-None-Match"?: string;
            };
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["ReviewPage"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    reviews_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
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
            /** @description forbidden: your role, or you sell it. */
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
            /** @description review-exists: change it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited: so much in an hour is enough for one person. */
            429: {
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
    reviews_delete: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                product_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description forbidden: your role, or somebody else's review. */
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
            /** @description precondition-failed: it has changed since you saw it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match. */
            428: {
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
    reviews_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                product_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedReviewInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
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
            /** @description forbidden: your role, or somebody else's review. */
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
            /** @description precondition-failed: it has changed since you saw it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited: so much in an hour is enough for one person. */
            429: {
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
    reviews_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
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
            /** @description Your role does not have the permission catalog.manage. */
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
            /** @description invalid-state: it is not published. */
            409: {
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
    reviews_reply_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Your role does not have the permission catalog.manage. */
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
            /** @description invalid-state: it is not published. */
            409: {
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
    reviews_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportInputRequest"];
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Your role does not have the permission reviews.write. */
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
            /** @description invalid-state: it is your own. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited: so much in an hour is enough for one person. */
            429: {
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
    reviews_mine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description You have not reviewed it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Your role does not have the permission reviews.write. */
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
    stock_retrieve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the copy you have. */
                "If-None-Match"?: string;
            };
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["StockFigures"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description forbidden: your role, or another seller's product. */
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
    stock_partial_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedLowAtInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockFigures"];
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
            /** @description forbidden: your role, or another seller's product. */
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
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
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
    stock_adjustments_create: {
        parameters: {
            query?: never;
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
                /** @description The ETag of the stock you counted; required for `counted`. */
                "If-Match"?: string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementOutput"];
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
            /** @description forbidden: your role, or another seller's product. */
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
            /** @description stock-below-reserved (`reserved`), idempotency-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-failed: another figure is on hand than the one you have seen */
            412: {
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
            /** @description precondition-required: `counted` without If-Match */
            428: {
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
    stock_movements_list: {
        parameters: {
            query?: {
                /** @description From `next` or `previous`. */
                cursor?: string;
                /**
                 * @description `adjusted`: every correction.
                 *
                 *     * `received` - received
                 *     * `sold` - sold
                 *     * `returned` - returned
                 *     * `adjusted` - adjusted
                 *     * `damaged` - damaged
                 *     * `lost` - lost
                 *     * `found` - found
                 *     * `counted` - counted
                 */
                kind?: "received" | "sold" | "returned" | "adjusted" | "damaged" | "lost" | "found" | "counted";
            };
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["MovementPage"];
                };
            };
            /** @description validation-error, unknown-parameter, invalid-cursor */
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
            /** @description forbidden: your role, or another seller's product. */
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
    products_bulk: {
        parameters: {
            query?: never;
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchedBulkRowRequest"][];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutProducts"];
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
            /** @description Your role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-in-progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused. */
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
        };
    };
    events_summary: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["EventsSummary"];
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
            /** @description Your role does not have the permission events.read. */
            403: {
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
    dead_letters_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
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
                    "application/json": components["schemas"]["PaginatedDeadLetterList"];
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
            /** @description Your role does not have the permission events.read. */
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
    dead_letter_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventReplayed"];
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
            /** @description Your role does not have the permission events.replay. */
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
            /** @description event-failed-again: `detail` says why · invalid-state: nobody is subscribed any more */
            409: {
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
    dead_letters_replay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsReplayed"];
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
            /** @description Your role does not have the permission events.replay. */
            403: {
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
    products_export: {
        parameters: {
            query?: {
                /** @description A category's slug; those below it are in it. */
                category?: string;
                /**
                 * @description Only what can be bought now, or only what is sold out.
                 *
                 *     * `true` - true
                 *     * `false` - false
                 */
                in_stock?: "true" | "false";
                /** @description In EUR: "99.90". */
                max_price?: string;
                /** @description In EUR: "10.00". */
                min_price?: string;
                /**
                 * @description So many stars on average, or more.
                 *
                 *     * `1` - 1
                 *     * `2` - 2
                 *     * `3` - 3
                 *     * `4` - 4
                 *     * `5` - 5
                 */
                min_rating?: "1" | "2" | "3" | "4" | "5";
                /**
                 * @description Only what the caller manages: everything for admin and staff, for a vendor the products of the organisation, or without one the vendor's own. Needs a token.
                 *
                 *     * `true` - true
                 */
                mine?: "true";
                /**
                 * @description Without it: best match first when searching, else best selling.
                 *
                 *     * `popular` - popular
                 *     * `price` - price
                 *     * `-price` - -price
                 *     * `name` - name
                 *     * `-name` - -name
                 *     * `newest` - newest
                 *     * `rating` - rating
                 */
                ordering?: "popular" | "price" | "-price" | "name" | "-name" | "newest" | "rating";
                /** @description Words, or beginnings of words, of name, SKU, category and description; all must be found. When no product has them all, what they were probably meant to be is searched, and told in `corrected_query`. */
                search?: string;
                /**
                 * @description With `mine`: what was taken off sale instead, newest first.
                 *
                 *     * `on_sale` - on_sale
                 *     * `deleted` - deleted
                 */
                state?: "on_sale" | "deleted";
                /** @description Whose the products are: a vendor's id or an organisation's. */
                vendor?: string;
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
                    "text/csv": string;
                };
            };
            /** @description validation-error, unknown-parameter */
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
            /** @description forbidden: your role. */
            403: {
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
    products_facets: {
        parameters: {
            query?: {
                /** @description A category's slug; those below it are in it. */
                category?: string;
                /**
                 * @description Only what can be bought now, or only what is sold out.
                 *
                 *     * `true` - true
                 *     * `false` - false
                 */
                in_stock?: "true" | "false";
                /** @description In EUR: "99.90". */
                max_price?: string;
                /** @description In EUR: "10.00". */
                min_price?: string;
                /**
                 * @description So many stars on average, or more.
                 *
                 *     * `1` - 1
                 *     * `2` - 2
                 *     * `3` - 3
                 *     * `4` - 4
                 *     * `5` - 5
                 */
                min_rating?: "1" | "2" | "3" | "4" | "5";
                /**
                 * @description Only what the caller manages: everything for admin and staff, for a vendor the products of the organisation, or without one the vendor's own. Needs a token.
                 *
                 *     * `true` - true
                 */
                mine?: "true";
                /**
                 * @description Without it: best match first when searching, else best selling.
                 *
                 *     * `popular` - popular
                 *     * `price` - price
                 *     * `-price` - -price
                 *     * `name` - name
                 *     * `-name` - -name
                 *     * `newest` - newest
                 *     * `rating` - rating
                 */
                ordering?: "popular" | "price" | "-price" | "name" | "-name" | "newest" | "rating";
                /** @description Words, or beginnings of words, of name, SKU, category and description; all must be found. When no product has them all, what they were probably meant to be is searched, and told in `corrected_query`. */
                search?: string;
                /**
                 * @description With `mine`: what was taken off sale instead, newest first.
                 *
                 *     * `on_sale` - on_sale
                 *     * `deleted` - deleted
                 */
                state?: "on_sale" | "deleted";
                /** @description Whose the products are: a vendor's id or an organisation's. */
                vendor?: string;
            };
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description validation-error, unknown-parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated: `mine` needs a token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden: `mine` is for managers. */
            403: {
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
    imports_list: {
        parameters: {
            query?: {
                /** @description From `next` or `previous` of another page. */
                cursor?: string;
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
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description invalid-cursor, unknown-parameter */
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
            /** @description forbidden: your role. */
            403: {
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
    imports_create: {
        parameters: {
            query?: {
                /** @description Check every row and write none. */
                dry_run?: boolean;
                /** @description What to call it: the name of the file. */
                name?: string;
            };
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOutput"];
                };
            };
            /** @description validation-error, idempotency-key-required */
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
            /** @description forbidden: your role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large: more than 256 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type: send text/csv. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited: 10 of one's imports are not over yet. */
            429: {
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
    imports_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["ImportOutput"];
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
            /** @description forbidden: your role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found: no import, or another vendor's. */
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
    imports_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOutput"];
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
            /** @description forbidden: your role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found: no import, or another vendor's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-state: it was not checked, or is applied already. */
            409: {
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
    imports_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOutput"];
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
            /** @description forbidden: your role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found: no import, or another vendor's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-state: it is over. */
            409: {
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
    imports_errors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
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
                    "text/csv": string;
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
            /** @description forbidden: your role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found: no import, or another vendor's. */
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
    products_recommended: {
        parameters: {
            query: {
                /** @description Ids of products, comma between, the one looked at last first; 20 at most. */
                viewed: string;
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
                    "application/json": components["schemas"]["Recommended"];
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
    reviews_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
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
            /** @description forbidden: your role; own-review: you wrote it, so somebody else decides. */
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
            /** @description precondition-failed: its author has changed it since. */
            412: {
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
    reviews_moderation: {
        parameters: {
            query?: {
                /** @description From `next` or `previous`, as it came. */
                cursor?: string;
                /** @description 1 to 100; 20 without it. */
                page_size?: number;
                /**
                 * @description Without it: pending, what waits longest first. Else newest first.
                 *
                 *     * `pending` - pending
                 *     * `published` - published
                 *     * `rejected` - rejected
                 */
                state?: "pending" | "published" | "rejected";
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
                    "application/json": components["schemas"]["QueuePage"];
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
            /** @description Your role does not have the permission reviews.moderate. */
            403: {
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
    search_reindex: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReindexInputRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchState"];
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
            /** @description forbidden: your role. */
            403: {
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
    search_state: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["SearchState"];
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
            /** @description forbidden: your role. */
            403: {
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
    stock_list: {
        parameters: {
            query?: {
                /** @description From `next` or `previous`. */
                cursor?: string;
                /**
                 * @description * `in_stock` - in_stock
                 *     * `low` - low
                 *     * `out` - out
                 */
                level?: "in_stock" | "low" | "out";
                /**
                 * @description As it is anyway: one sees what one manages.
                 *
                 *     * `true` - true
                 */
                mine?: "true";
                /** @description Words of name, SKU, description. */
                search?: string;
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
                    "application/json": components["schemas"]["StockPage"];
                };
            };
            /** @description validation-error, unknown-parameter, invalid-cursor */
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
            /** @description forbidden: your role. */
            403: {
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
    products_suggest: {
        parameters: {
            query: {
                /** @description What has been typed so far; the last word may be a beginning. */
                q: string;
            };
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
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
                    "application/json": components["schemas"]["SuggestionsAnswer"];
                };
            };
            /** @description Your copy is still good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description validation-error: no q, or one of more than 100 characters. unknown-parameter. */
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
    products_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewInputRequest"];
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description not-found: not on sale. */
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
}
