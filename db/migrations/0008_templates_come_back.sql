ALTER TABLE `templates` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `templates_deleted` ON `templates` (`deleted_at`) WHERE "templates"."deleted_at" is not null;