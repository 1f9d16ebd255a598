// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holter.core.WrongArtefactException;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** A card as text, in Avro's JSON encoding. */
final class CardJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        GeneratedClasses.trust();
    }

    private CardJson() {}

    static ModelCard parse(String where, String text) {
        Schema schema = ModelCard.getClassSchema();
        try {
            JsonNode known = fit(JSON.readTree(text), schema);
            return new SpecificDatumReader<ModelCard>(schema, schema, SpecificData.getForClass(ModelCard.class))
                    .read(null, DecoderFactory.get().jsonDecoder(schema, JSON.writeValueAsString(known)));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new WrongArtefactException(where + place, "JSON", e.getOriginalMessage(), e);
        } catch (AvroTypeException | IllegalArgumentException e) {
            throw new WrongArtefactException(where, "a model card", oneLine(e.getMessage()), e);
        } catch (IOException | AvroRuntimeException e) {
            throw new WrongArtefactException(where, "a model card", oneLine(String.valueOf(e.getMessage())), e);
        }
    }

    static String format(ModelCard card) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(ModelCard.getClassSchema(), out, true);
        new SpecificDatumWriter<>(ModelCard.class).write(card, encoder);
        encoder.flush();
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    /** Avro's JSON decoder knows neither missing nor further fields: fill in the defaults, drop what is not known. */
    private static JsonNode fit(JsonNode node, Schema schema) {
        if (schema.getType() == Schema.Type.ARRAY && node.isArray()) {
            ArrayNode items = JSON.createArrayNode();
            node.forEach(item -> items.add(fit(item, schema.getElementType())));
            return items;
        }
        if (schema.getType() != Schema.Type.RECORD) {
            return node;
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    "where a " + schema.getName() + " should be: " + (node.isMissingNode() ? "nothing" : node));
        }
        ObjectNode record = JSON.createObjectNode();
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = node.has(field.name()) ? node.get(field.name()) : JSON.valueToTree(field.defaultVal());
            record.set(field.name(), fit(value, field.schema()));
        }
        return record;
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("something else").strip();
    }
}
